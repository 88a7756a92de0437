; Included by electron-builder in the Windows installer. A till holds sales that no server has, or is open,
; while the file "unsent" lies in its folder (electron/till/unsent-mark.ts): then it is neither replaced
; by another version nor removed, and nothing is changed.

!macro refuseWhileUnsent
  Push $0
  Push $1
  FindFirst $0 $1 "$PROFILE\..\*"
  nextProfile:
    StrCmp $1 "" allSent
    IfFileExists "$PROFILE\..\$1\AppData\Roaming\Keepshop\unsent" 0 noMark
      FindClose $0
      MessageBox MB_OK|MB_ICONSTOP "Keepshop was not changed: the till of $1 is open or has sales that are not sent.$\r$\n$\r$\nNothing is lost. Open it, wait until the lamp says that all is confirmed, close it, and try again." /SD IDOK
      SetErrorLevel 1
      Quit
    noMark:
    FindNext $0 $1
    Goto nextProfile
  allSent:
  FindClose $0
  Pop $1
  Pop $0
!macroend

!macro customInit
  !insertmacro refuseWhileUnsent
!macroend

!macro customUnInit
  !insertmacro refuseWhileUnsent
!macroend

/** What tablets and phones on the floor say, and the till that lets them in. */
export const floor = {
  "settings.tab.floor": "Tablets",
  "floor.isOpen": "Tablets und Telefone können über diese Kasse arbeiten",
  "floor.isClosed": "Tablets und Telefone haben keinen Zugang",
  "floor.how":
    "Ein Tablet oder Telefon im Netz des Geschäfts nutzt diese Kasse: Es braucht die Kasse, nicht das Internet. Jedes hat eigene Belegnummern.",
  "floor.fingerprint": "Zertifikat dieser Kasse: {print}",
  "floor.number": "Belege {series} · seit {day}",
  "floor.here": "verbunden",
  "floor.away": "gerade nicht da",
  "floor.revoke": "Entfernen",
  "floor.open": "Tablets zulassen",
  "floor.close": "Keine zulassen",
  "floor.pair": "Tablet oder Telefon hinzufügen",
  "floor.showCode": "Code zeigen",
  "floor.name": "Wie heißt es?",
  "floor.nameExample": "Tablet am Fenster",
  "floor.scanIt": "Scannen Sie diesen Code vor {time} mit der Kamera des Geräts. Er gilt einmal.",
  "floor.compare":
    "Das Gerät warnt, dass es die Kasse nicht kennt. Vergleichen Sie sein Zertifikat mit diesem und fahren Sie fort:",
  "floor.lost.title": "Dieses Gerät hat die Kasse verloren.",
  "floor.lost.text":
    "Was getan ist, liegt sicher in der Kasse. Gehen Sie näher; es verbindet sich von selbst.",
  "floor.revoked.title": "Dieses Gerät darf hier nicht mehr arbeiten",
  "floor.revoked.text":
    "Es wurde an der Kasse entfernt. Was es verkauft hat, ist dort sicher. Um es wieder zu nutzen, fügen Sie es an der Kasse mit neuem Code hinzu.",
  "camera.open": "Kamera",
  "camera.title": "Mit der Kamera scannen",
  "camera.how": "Halten Sie den Code vor die Kamera.",
  "camera.qrOnly": "Dieser Browser liest nur QR-Codes. Tippen Sie die Ziffern eines Strichcodes.",
  "camera.none":
    "Die Kamera ist nicht nutzbar. Erlauben Sie sie im Browser oder tippen Sie die Ziffern.",
};

/** What tablets and phones on the floor say, and the till that lets them in. */
export const floor = {
  "settings.tab.floor": "Tablets",
  "floor.isOpen": "Tablets and phones may work through this till",
  "floor.isClosed": "Tablets and phones are not let in",
  "floor.how":
    "A tablet or phone on the shop’s own network uses this till: it needs the till, not the internet. Each has receipt numbers of its own.",
  "floor.fingerprint": "Certificate of this till: {print}",
  "floor.number": "Receipts {series} · since {day}",
  "floor.here": "connected",
  "floor.away": "not here now",
  "floor.revoke": "Take out",
  "floor.open": "Let tablets in",
  "floor.close": "Let none in",
  "floor.pair": "Add a tablet or phone",
  "floor.showCode": "Show the code",
  "floor.name": "What is it called?",
  "floor.nameExample": "Tablet at the window",
  "floor.scanIt": "Scan this code with the device’s camera before {time}. It works once.",
  "floor.compare":
    "The device warns that it does not know this till. Compare the certificate it shows with this one, then go on:",
  "floor.lost.title": "This device has lost the till.",
  "floor.lost.text": "What was done is safe at the till. Go nearer; it comes back by itself.",
  "floor.revoked.title": "This device may not work here any more",
  "floor.revoked.text":
    "It was taken out at the till. What it sold is safe there. To use it again, add it at the till with a new code.",
  "camera.open": "Camera",
  "camera.title": "Scan with the camera",
  "camera.how": "Hold the code in front of the camera.",
  "camera.qrOnly": "This browser reads QR codes only. Type the digits of a barcode.",
  "camera.none": "The camera cannot be used. Allow it in the browser, or type the digits.",
};

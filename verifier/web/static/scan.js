// Scans a QR code with the camera. Where the browser can read codes, it looks by itself, and a code never leads
// away from this page: a card is checked here, and anything else is shown before it is sent. Elsewhere one
// takes a photo, which is sent as if it had been chosen.

const element = (id) => document.getElementById(id);
const card = /^https:\/\/[^/?#]+\/?#([0-9]+)$/i;

/** Return what the button of the camera turns on and off. */
export async function newScanner() {
  const scanner = new Scanner(await newDetector());
  element("scan-take").addEventListener("click", () => scanner.takePhoto());
  return scanner;
}

async function newDetector() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
}

class Scanner {
  constructor(detector) {
    this.detector = detector;
    this.video = element("camera");
    this.button = element("scan-button");
    this.shutter = element("scan-take");
    this.state = element("scan-state");
    this.start = this.button.textContent;
    this.stream = null;
  }

  async toggle() {
    if (this.stream) this.stop();
    else await this.run();
  }

  async run() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
    } catch {
      this.state.textContent = this.state.dataset.denied;
      return;
    }
    this.video.srcObject = this.stream;
    this.video.parentElement.hidden = false;
    this.button.textContent = this.button.dataset.stop;
    this.state.textContent = this.state.dataset.busy;
    this.shutter.hidden = this.detector !== null;
    await this.video.play();
    if (this.detector) this.look();
  }

  stop() {
    for (const track of this.stream.getTracks()) track.stop();
    this.stream = null;
    this.video.srcObject = null;
    this.video.parentElement.hidden = true;
    this.shutter.hidden = true;
    this.button.textContent = this.start;
    this.state.textContent = "";
  }

  async look() {
    while (this.stream) {
      let found = [];
      try {
        found = await this.detector.detect(this.video);
      } catch {
        // A frame that is not there yet.
      }
      if (found.length && this.stream) {
        this.stop();
        this.take(found[0].rawValue);
        return;
      }
      await new Promise((resume) => setTimeout(resume, 120));
    }
  }

  async takePhoto() {
    const canvas = document.createElement("canvas");
    canvas.width = this.video.videoWidth;
    canvas.height = this.video.videoHeight;
    canvas.getContext("2d").drawImage(this.video, 0, 0);
    const photo = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
    this.stop();
    const chosen = new DataTransfer();
    chosen.items.add(new File([photo], "foto.jpg", { type: "image/jpeg" }));
    element("photo").files = chosen.files;
    element("check").requestSubmit();
  }

  take(said) {
    const digits = card.exec(said);
    if (digits) {
      // To the app for cards, whatever host stands in the code: only what was signed counts.
      if (location.hash === "#" + digits[1]) dispatchEvent(new HashChangeEvent("hashchange"));
      else location.hash = digits[1];
      return;
    }
    element("text").value = said;
    this.state.textContent = this.state.dataset.other;
    element("text").focus();
  }
}

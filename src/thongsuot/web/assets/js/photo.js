// A photograph small enough for a mountain road: at most 300 KB, upright, JPEG.
const MOST = 300 * 1024;

const encoded = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

export async function downscale(file) {
  if (!self.createImageBitmap) return file;
  let image;
  try {
    image = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // not a picture this browser can read: the server says so
  }
  for (const side of [1600, 1200, 900, 640]) {
    const share = Math.min(1, side / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * share);
    canvas.height = Math.round(image.height * share);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    for (const quality of [0.82, 0.65]) {
      const small = await encoded(canvas, quality);
      if (small && small.size <= MOST) return small;
    }
  }
  return file;
}

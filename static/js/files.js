// A file that was dropped, chosen or pasted -> the text for the paste box.

const UTF16 = { "255,254": "utf-16le", "254,255": "utf-16be" };

// A file that gives no text; its message is a sentence for the reader.
export class UnusableFile extends Error {}

function decoded(bytes) {
  const utf16 = UTF16[`${bytes[0]},${bytes[1]}`];
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function megabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".0", "")} MB`;
}

// Whether a File is a picture that the server reads. The server looks at its content; here its type is enough.
export function isPicture(file) {
  return /^image\/(png|jpeg|webp)$/.test(file.type);
}

// The whole text of a File, never a part of it. Rejects with UnusableFile.
export async function textOf(file, mostBytes) {
  if (file.size > mostBytes) {
    throw new UnusableFile(`${file.name} has ${megabytes(file.size)}, and at most ${megabytes(mostBytes)} are read at once. Paste the part around the error.`);
  }
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  if (file.type.startsWith("image/") || text.includes("\0")) {
    throw new UnusableFile(`${file.name} is no text file, and no PNG, JPEG or WebP picture.`);
  }
  return text;
}

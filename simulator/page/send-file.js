import { uploadFile } from './call-simulator.js';

const LONGEST_PX = 1600;
const QUALITY = 0.8;

/**
 * Uploads a file and sends it from the phone. What the person has written goes with it, as WhatsApp puts it under a
 * picture; a voice note has no words.
 *
 * @param {import('./draw-bubble.js').BubbleWorld} world
 * @param {Blob} file
 * @param {'image' | 'video' | 'document' | 'audio'} type
 */
export async function sendFile(world, file, type) {
  const name = file instanceof File ? file.name : type;
  try {
    const { id } = await uploadFile(file, name);
    const content =
      type === 'document' ? { id, filename: name } : type === 'audio' ? { id, voice: true } : { id };
    const caption = type === 'audio' ? '' : world.takeWords();
    world.send({ type, [type]: { mime_type: file.type, ...content, ...(caption ? { caption } : {}) } });
  } catch (error) {
    world.onProblem(error instanceof Error ? error.message : String(error));
  }
}

/**
 * A photo as WhatsApp sends it: JPEG, no side longer than 1,600 px.
 *
 * @param {Blob} file
 * @returns {Promise<Blob>}
 */
export async function asPhoto(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const photo = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => {
    canvas.toBlob(done, 'image/jpeg', QUALITY);
  });
  if (!photo) throw new Error('This picture cannot be read.');
  return photo;
}

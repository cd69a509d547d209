import { duration } from './format-time.js';
import { icon, make } from './make-element.js';
import { sendFile } from './send-file.js';

/** WhatsApp's own kind first, then the others that it takes. */
const KINDS = ['audio/ogg;codecs=opus', 'audio/mp4;codecs=opus', 'audio/mp4'];

/**
 * Records a voice message with the microphone and sends it.
 *
 * @param {import('./draw-bubble.js').BubbleWorld} world
 * @param {HTMLElement} from
 */
export async function recordVoice(world, from) {
  const mimeType = KINDS.find((kind) => window.MediaRecorder?.isTypeSupported(kind));
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
  if (!mimeType || !stream) {
    world.onProblem('This browser does not let the page record a voice message.');
    return;
  }
  const recorder = new MediaRecorder(stream, { mimeType });
  /** @type {Blob[]} */
  const pieces = [];
  let wanted = false;
  const started = Date.now();
  const time = make('p', { role: 'timer' }, '0:00');
  const ticking = setInterval(() => {
    time.textContent = duration((Date.now() - started) / 1000);
  }, 500);
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    clearInterval(ticking);
    for (const track of stream.getTracks()) track.stop();
    if (wanted) sendFile(world, new Blob(pieces, { type: mimeType.split(';')[0] }), 'audio');
  };
  recorder.start();
  const sheet = world.openSheet({
    title: 'Recording',
    from,
    onClose: () => {
      if (recorder.state === 'recording') recorder.stop();
    },
    body: [
      time,
      make(
        'button',
        {
          type: 'button',
          class: 'wide-button',
          onclick: () => {
            wanted = true;
            sheet.close();
          },
        },
        icon('send'),
        'Send',
      ),
    ],
  });
}

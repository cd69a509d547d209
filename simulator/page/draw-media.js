import { duration } from './format-time.js';
import { icon, iconButton, make } from './make-element.js';

/** @typedef {import('./contract.ts').Media} Media */

const BARS = 28;

/** Where the browser finds a picture or a file: the link of the message, or the simulator's copy. @param {Media} media */
export function mediaAddress({ link, id }) {
  if (id) return `/sim/media/${encodeURIComponent(id)}`;
  return /^https?:/.test(link ?? '') ? (link ?? '') : '';
}

/** @param {Media} image */
export function drawImage(image) {
  const address = mediaAddress(image);
  const frame = make('a', {
    class: 'picture',
    href: address || null,
    target: '_blank',
    rel: 'noopener noreferrer',
    'aria-label': 'Open picture',
  });
  frame.append(
    make('img', {
      src: address,
      alt: image.caption ? '' : 'Picture',
      loading: 'lazy',
      decoding: 'async',
      onerror: () => frame.replaceChildren(icon('picture', 'Picture that could not be fetched')),
    }),
  );
  return frame;
}

/** @param {Media} sticker */
export function drawSticker(sticker) {
  return make('img', { class: 'sticker', src: mediaAddress(sticker), alt: 'Sticker', loading: 'lazy' });
}

/** The film itself is fetched when somebody taps it. @param {Media} video */
export function drawVideo(video) {
  const frame = make('div', { class: 'picture film' });
  frame.append(
    iconButton('play', 'Play video', () => {
      const film = make('video', {
        src: mediaAddress(video),
        controls: true,
        autoplay: true,
        playsinline: true,
      });
      frame.replaceChildren(film);
      film.focus();
    }),
  );
  return frame;
}

/** @param {Media} document */
export function drawDocument(document) {
  const name = document.filename || 'Document';
  const kind = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toUpperCase() : 'FILE';
  return make(
    'a',
    { class: 'document', href: mediaAddress(document) || null, target: '_blank', rel: 'noopener noreferrer' },
    make('span', { class: 'document-kind', 'aria-hidden': 'true' }, kind.slice(0, 4)),
    make('span', null, make('strong', { dir: 'auto' }, name), make('span', { class: 'aside' }, kind)),
  );
}

/** A voice note: the sound is fetched when it is played. @param {Media} audio @param {string} id for the look of the wave */
export function drawAudio(audio, id) {
  /** @type {HTMLAudioElement | null} */
  let sound = null;
  const left = make('span', { class: 'aside' }, audio.voice ? 'Voice' : 'Audio');
  const bar = make('span', { class: 'wave', 'aria-hidden': 'true' }, ...drawWave(id));
  const player = make('div', { class: 'audio' });
  const button = iconButton('play', 'Play voice message', () => {
    if (!sound) sound = startSound();
    if (sound.paused) sound.play().catch(() => show('failed'));
    else sound.pause();
  });
  player.append(button, bar, left);
  return player;

  function startSound() {
    const started = new Audio(mediaAddress(audio));
    started.onplay = () => show('pause');
    started.onpause = () => show('play');
    started.onerror = () => show('failed');
    started.ontimeupdate = () => {
      left.textContent = duration(started.currentTime);
      const played = (started.currentTime / (started.duration || 1)) * BARS;
      [...bar.children].forEach((one, index) => {
        one.classList.toggle('played', index < played);
      });
    };
    return started;
  }

  /** @param {'play' | 'pause' | 'failed'} state */
  function show(state) {
    const label = {
      play: 'Play voice message',
      pause: 'Pause voice message',
      failed: 'Sound could not be played',
    }[state];
    button.replaceChildren(icon(state));
    button.setAttribute('aria-label', label);
    button.title = label;
  }
}

/** @param {string} id */
function drawWave(id) {
  let seed = 7;
  for (const character of id) seed = (seed * 31 + character.charCodeAt(0)) % 65_521;
  return Array.from({ length: BARS }, () => {
    seed = (seed * 75 + 74) % 65_537;
    const bar = make('i');
    bar.style.blockSize = `${4 + (seed % 16)}px`;
    return bar;
  });
}

/** Scenes that were simulated already, so that going back to a branch is free; the latest, within a bound. */
import type { Scene } from '../views/scene.ts';

/** Entries of all scenes together. An entry takes a few hundred bytes. */
const ENTRIES_MAX = 600_000;

export class SceneShelf {
  /** By the run's text; the oldest use first. */
  private readonly scenes = new Map<string, Scene>();

  take(key: string): Scene | undefined {
    const scene = this.scenes.get(key);
    if (scene !== undefined) {
      this.scenes.delete(key);
      this.scenes.set(key, scene);
    }
    return scene;
  }

  put(key: string, scene: Scene): void {
    this.scenes.set(key, scene);
    let count = 0;
    for (const { trace } of this.scenes.values()) count += trace.entries.length;
    for (const [oldest, { trace }] of this.scenes) {
      if (count <= ENTRIES_MAX || this.scenes.size === 1) break;
      count -= trace.entries.length;
      this.scenes.delete(oldest);
    }
  }
}

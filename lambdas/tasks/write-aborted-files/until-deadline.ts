import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import { RollcallError } from '../../runtime/errors.ts';

/**
 * The object store, which opens no more objects when the time is over. Files are written from many small objects and
 * ranges, so that a file is given up soon after.
 * @throws TimeSliceEnded
 */
export function untilDeadline(objects: ObjectStore, msLeft: () => number): ObjectStore {
  const inTime = <Args extends unknown[], T>(open: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      if (msLeft() > 0) return open(...args);
      throw new RollcallError('TimeSliceEnded', 'the time for this file is over');
    };
  };
  return { ...objects, open: inTime(objects.open), openByKey: inTime(objects.openByKey) };
}

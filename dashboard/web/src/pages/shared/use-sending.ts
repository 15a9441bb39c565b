import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../api/http';
import { useToast } from '../../ui';

interface Sending<Wanted, Answer> {
  /** The key makes a repetition over a bad line the same wish. */
  readonly send: (wanted: Wanted, key: string) => Promise<Answer>;
  /** What is said when it is done. */
  readonly done: (answer: Answer) => string;
  /** What is shown and not true any more. */
  readonly stale: QueryKey;
  readonly onClose: () => void;
}

/** What a dialog sends: once it is done the dialog closes, says so, and what it changed is read again. */
export function useSending<Answer, Wanted = void>({ send, done, stale, onClose }: Sending<Wanted, Answer>): UseMutationResult<Answer, Error, Wanted> {
  const toast = useToast();
  const client = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (wanted: Wanted) => send(wanted, key),
    // Somebody else was first: what is behind the dialog is old, and what they did is to be seen when it closes.
    onError: (error) => (error instanceof ApiProblem && error.status === 409 ? client.invalidateQueries({ queryKey: stale }) : undefined),
    onSuccess: async (answer) => {
      toast.show({ text: done(answer), tone: 'ok' });
      onClose();
      await client.invalidateQueries({ queryKey: stale });
    },
  });
}

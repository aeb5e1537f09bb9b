package dev.noon.sample;

/** One page of the sample. Called by many threads. */
@FunctionalInterface
interface Page {

    /**
     * Answers.
     *
     * @throws Refusal for a 400
     */
    Answer answer(Asked asked) throws InterruptedException;
}

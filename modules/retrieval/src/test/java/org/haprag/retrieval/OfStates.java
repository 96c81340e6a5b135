package org.haprag.retrieval;

/** A sink that asks for the posterior of every state at every typed site. */
interface OfStates extends CopyingPosterior.Sink {
    @Override
    default void kinds(int typed, int[] kinds, float[] posterior) {}

    @Override
    default boolean asksStates(int typed) {
        return true;
    }
}

package org.haprag.genotype;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Working memory that goes from task to task: as many pieces as are used side by side, each by one thread at a time.
 *
 * @param <T> a piece
 */
public final class Pool<T> {
    private final Supplier<T> maker;
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    /** @param maker makes another piece when all are in use */
    public Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Does something with a piece. */
    public void use(Consumer<T> use) {
        with(piece -> {
            use.accept(piece);
            return piece;
        });
    }

    /** Finds something with a piece. One that is in use when that fails is not used again. */
    public <R> R with(Function<T, R> use) {
        T free = idle.poll();
        T piece = free == null ? maker.get() : free;
        R out = use.apply(piece);
        idle.add(piece);
        return out;
    }
}

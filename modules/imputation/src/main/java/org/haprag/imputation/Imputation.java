package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.HapRagModel;
import org.haprag.model.NetworkEmbedder;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievalConfig;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * Imputes targets on one stretch of panel. Targets are dealt to workers a few at a time; what a target gets depends on
 * nothing but itself and the panel, so the result is the same for any number of threads.
 */
public final class Imputation {
    /** Targets that a worker takes at a time. */
    private static final int BATCH = 4;

    private final Retriever retriever;
    private final Supplier<TargetImputer> imputers;
    private final boolean usesNetwork;
    private final int threads;

    private Imputation(Retriever retriever, Supplier<TargetImputer> imputers, boolean usesNetwork, int threads) {
        this.retriever = retriever;
        this.imputers = imputers;
        this.usesNetwork = usesNetwork;
        this.threads = threads;
    }

    /** With a network and the retrieval that it was trained on. */
    public static Imputation with(HapRagModel model, int threads) {
        Retriever retriever = model.manifest().retrieval().retriever(new NetworkEmbedder(model));
        return new Imputation(retriever, () -> new NetworkImputer(model), true, threads);
    }

    /** By retrieval alone, at the middle scale. @throws IllegalStateException if it needs a network */
    public static Imputation withoutNetwork(RetrievalConfig config, int threads) {
        return new Imputation(config.middleScaleOnly().retriever(), CopyingImputer::new, false, threads);
    }

    /** By a model's retrieval alone, at the middle scale: what its network is fed with. */
    public static Imputation retrievalOf(HapRagModel model, int threads) {
        Retriever retriever = model.manifest().retrieval().middleScaleOnly().retriever(new NetworkEmbedder(model));
        return new Imputation(retriever, CopyingImputer::new, false, threads);
    }

    /** Whether a network predicts, whose tensors lie outside of Java's heap. */
    boolean usesNetwork() {
        return usesNetwork;
    }

    /**
     * @param siteCm position of every panel site in cM
     * @param targets observed alleles at typed panel sites; at least one typed site
     * @param exclusions panel samples that a target must not see
     * @param progress hears of finished targets
     */
    public Dosages impute(
            HaplotypePanel panel,
            double[] siteCm,
            TypedHaplotypes targets,
            Exclusions exclusions,
            LongConsumer progress) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            BitMatrix byHaplotype = panel.alleles().transpose();
            TypedPanel typedPanel = new TypedPanel(panel, byHaplotype, siteCm, targets.panelSites());
            int count = targets.haplotypeCount() / 2;
            Future<LocalClustering> clustering =
                    workers.submit(() -> usesNetwork ? LocalClustering.of(typedPanel, exclusions) : null);
            Retriever.Query query = retriever.open(typedPanel, targets, exclusions);
            TargetImputer.Window window = new TargetImputer.Window(typedPanel, targets, query, join(clustering));
            Dosages out = new Dosages(panel.alleleRowCount(), count);
            List<Future<?>> running = new ArrayList<>();
            for (int from = 0; from < count; from += BATCH) {
                int start = from;
                int end = Math.min(count, from + BATCH);
                running.add(workers.submit(() -> {
                    imputers.get().impute(window, start, end, out);
                    progress.accept(end - start);
                }));
            }
            for (Future<?> f : running) join(f);
            return out;
        } finally {
            workers.shutdownNow();
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while imputing", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }
}

package org.haprag.imputation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Pool;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * A stretch of panel, ready to impute any number of batches of targets at one set of typed sites. What depends on the panel
 * alone is done once: its transposed alleles, the classes of haplotypes between typed sites, frequencies, clustering. It ends
 * with the {@link Imputation} that made it. Batches may be imputed side by side; they share all threads.
 */
public final class PreparedWindow {
    /** Targets that a worker takes at a time. */
    private static final int TAKEN_AT_ONCE = 4;

    private final ImputationMethod method;
    private final Workers workers;
    private final TypedPanel panel;
    private final Retriever.Prepared retrieval;
    private final Optional<NetworkTrial> trial;
    private Optional<LocalClustering> ofWholePanel = Optional.empty();

    /**
     * @param byHaplotype the panel's transposed alleles, for callers that try many sets of typed sites
     * @param tried what a network is tried on before it is believed
     */
    PreparedWindow(
            Imputation imputation,
            HaplotypePanel panel,
            BitMatrix byHaplotype,
            double[] siteCm,
            int[] typedSites,
            TrialSamples tried) {
        this.method = imputation.method();
        this.workers = imputation.workers();
        TypedPanel typed = new TypedPanel(panel, byHaplotype, siteCm, typedSites);
        this.panel = method.rate().map(typed::at).orElse(typed);
        this.retrieval = method.retriever().prepare(this.panel);
        this.trial = method.trial(imputation, this.panel, retrieval, tried);
    }

    /**
     * Imputes a batch of targets at all allele rows of the stretch.
     *
     * @param targets observed alleles at the typed sites that this was prepared for
     * @param exclusions panel samples that a target must not see
     * @param progress hears of finished targets, from any thread
     */
    public Dosages impute(TypedHaplotypes targets, Exclusions exclusions, LongConsumer progress) {
        int count = targets.haplotypes().sampleCount();
        Future<Retriever.Query> search = workers.spread(() -> retrieval.open(targets, exclusions));
        Believed network = Workers.meanwhile(search, () -> believed(targets, exclusions));
        TargetImputer.Batch batch =
                new TargetImputer.Batch(panel, targets, exclusions, Workers.join(search), network.clustering);
        Dosages out =
                new Dosages(panel.panel().alleleRowCount(), count, new PhaseQualities(targets.typedCount(), count));
        Pool<TargetImputer> imputers = new Pool<>(() -> method.imputer(network.share));
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < count; from += TAKEN_AT_ONCE) {
            int start = from;
            int end = Math.min(count, from + TAKEN_AT_ONCE);
            tasks.add(() -> {
                out.take(imputers.with(imputer -> {
                    Dosages part = out.part(start, end);
                    imputer.impute(batch, start, end, part);
                    return part;
                }));
                progress.accept(end - start);
            });
        }
        workers.all(tasks);
        return out;
    }

    /**
     * How far a network is believed.
     *
     * @param clustering what it is told of the panel, if it is asked at all; batches without exclusions share it
     */
    private record Believed(NetworkShare share, Optional<LocalClustering> clustering) {}

    private Believed believed(TypedHaplotypes targets, Exclusions exclusions) {
        NetworkShare share = trial.map(t -> t.share(targets)).orElse(NetworkShare.WHOLE);
        if (!method.usesNetwork() || share.isNothing()) return new Believed(share, Optional.empty());
        return new Believed(
                share, Optional.of(exclusions.areNone() ? ofWholePanel() : LocalClustering.of(panel, exclusions)));
    }

    private synchronized LocalClustering ofWholePanel() {
        if (ofWholePanel.isEmpty()) ofWholePanel = Optional.of(LocalClustering.of(panel, Exclusions.none(0)));
        return ofWholePanel.get();
    }
}

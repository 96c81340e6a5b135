package org.haprag.imputation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.haprag.genotype.BitMatrix;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.Pool;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.model.InferenceNetwork;
import org.haprag.retrieval.Exclusions;
import org.haprag.retrieval.LocalClustering;
import org.haprag.retrieval.RetrievedHaplotype;
import org.haprag.retrieval.RetrievedSample;
import org.haprag.retrieval.Retriever;
import org.haprag.retrieval.TypedPanel;

/**
 * Tries the network on a few panel samples before it is believed: they are imputed at the targets' typed sites from the other
 * samples, by the network and by copying alone, and the mixture of both with the least squared error of dosages counts. Few
 * samples tell little, so the result is drawn towards what is usual, and is the lower the less is known: what the network harms counts
 * more than what it helps. It depends on the panel, the typed sites and the method, not on the targets.
 */
final class NetworkTrial {
    /** In windows of more it is tried in their middle. */
    private static final double MOST_CM = 2.5;

    /** Means and standard deviation of the prior distribution of the share. */
    private static final double USUAL_PHASED = .5;

    private static final double USUAL_UNPHASED = .3;

    private static final double USUAL_DEVIATION = .4;

    /** So many standard deviations below its mean is the share that counts. */
    private static final double CAUTION = .5;

    /** A smaller share is none: it would change next to nothing, and the network takes time. */
    private static final double LEAST = .1;

    private final InferenceNetwork network;
    private final Imputation imputation;
    private final TypedPanel panel;
    private final Retriever.Prepared retrieval;
    private final TrialSamples samples;
    private Optional<Float> phased = Optional.empty();
    private Optional<Float> unphased = Optional.empty();

    private NetworkTrial(
            InferenceNetwork network,
            Imputation imputation,
            TypedPanel panel,
            Retriever.Prepared retrieval,
            TrialSamples samples) {
        this.network = network;
        this.imputation = imputation;
        this.panel = panel;
        this.retrieval = retrieval;
        this.samples = samples;
    }

    /**
     * A trial in a window.
     *
     * @param panel the window's, at the targets' typed sites
     * @param prepared {@code retriever} at that panel
     * @param samples at least two
     */
    static NetworkTrial of(
            InferenceNetwork network,
            Imputation imputation,
            TypedPanel panel,
            Retriever retriever,
            Retriever.Prepared prepared,
            TrialSamples samples) {
        Optional<TypedPanel> middle = middle(panel);
        if (middle.isEmpty()) return new NetworkTrial(network, imputation, panel, prepared, samples);
        return new NetworkTrial(network, imputation, middle.get(), retriever.prepare(middle.get()), samples);
    }

    /** The middle of a panel of more than {@link #MOST_CM}; empty where it is no longer, or where no site there is typed. */
    private static Optional<TypedPanel> middle(TypedPanel whole) {
        int sites = whole.panel().siteCount();
        double centre = (whole.typedCm(0) + whole.typedCm(whole.typedCount() - 1)) / 2;
        int from = firstFrom(whole, centre - MOST_CM / 2);
        int to = firstFrom(whole, centre + MOST_CM / 2);
        int[] typed = IntStream.range(0, whole.typedCount())
                .map(whole::panelSite)
                .filter(site -> site >= from && site < to)
                .map(site -> site - from)
                .toArray();
        if (to - from == sites || typed.length == 0) return Optional.empty();
        double[] cm = IntStream.range(from, to).mapToDouble(whole::siteCm).toArray();
        BitMatrix byHaplotype = whole.panelByHaplotype()
                .columns(whole.panel().firstRow(from), whole.panel().firstRow(to));
        TypedPanel middle = new TypedPanel(whole.panel().slice(from, to), byHaplotype, cm, typed);
        return Optional.of(whole.rate().map(middle::at).orElse(middle));
    }

    private static int firstFrom(TypedPanel panel, double cm) {
        int site = 0;
        while (site < panel.panel().siteCount() && panel.siteCm(site) < cm) site++;
        return site;
    }

    /** The shares for the samples of a batch, found when they are first asked for; 0 of a kind that was not asked for yet. */
    synchronized NetworkShare share(TypedHaplotypes targets) {
        boolean known = false;
        boolean unknown = false;
        for (int s = 0; s < targets.haplotypes().sampleCount(); s++) {
            if (targets.phaseKnown(s)) known = true;
            else unknown = true;
        }
        if (known && phased.isEmpty()) phased = Optional.of(find(true));
        if (unknown && unphased.isEmpty()) unphased = Optional.of(find(false));
        return new NetworkShare(phased.orElse(0f), unphased.orElse(0f));
    }

    private float find(boolean phaseKnown) {
        int[] sites =
                IntStream.range(0, panel.typedCount()).map(panel::panelSite).toArray();
        TypedHaplotypes known = TypedHaplotypes.of(panel.panel(), samples.tried(), sites);
        Exclusions exclusions = samples.exclusions();
        TypedHaplotypes tried = phaseKnown ? known : known.withoutPhase();
        Future<Retriever.Query> search = imputation.workers().spread(() -> retrieval.open(tried, exclusions));
        LocalClustering clustering = Workers.meanwhile(search, () -> LocalClustering.of(panel, exclusions));
        Retriever.Query query = Workers.join(search);
        int rows = panel.panel().alleleRowCount();
        Dosages byNetwork = new Dosages(rows, samples.count());
        Dosages byCopying = new Dosages(rows, samples.count());
        Pool<NetworkImputer> imputers = new Pool<>(() -> new NetworkImputer(network, NetworkShare.WHOLE));
        List<Runnable> tasks = new ArrayList<>();
        for (int s = 0; s < samples.count(); s++) {
            int sample = s;
            tasks.add(() -> {
                TargetImputer.Batch once = new TargetImputer.Batch(
                        panel, tried, exclusions, new Once(query, sample), Optional.of(clustering));
                imputers.use(imputer -> imputer.impute(once, sample, sample + 1, byNetwork));
                new CopyingImputer().impute(once, sample, sample + 1, byCopying);
            });
        }
        imputation.workers().all(tasks);
        float share = (float) share(byNetwork, byCopying, phaseKnown ? USUAL_PHASED : USUAL_UNPHASED);
        imputation.tell(String.format(
                Locale.ROOT,
                "network: %.2f of what it adds to copying counts (tried on %d panel samples%s)",
                share,
                samples.count(),
                phaseKnown ? "" : " without phase"));
        return share;
    }

    /** The least squares share, sample by sample, drawn towards the usual one. */
    private double share(Dosages byNetwork, Dosages byCopying, double usual) {
        HaplotypePanel all = panel.panel();
        double[] wanted = new double[samples.count()];
        double[] added = new double[samples.count()];
        boolean[] typed = new boolean[all.siteCount()];
        for (int t = 0; t < panel.typedCount(); t++) typed[panel.panelSite(t)] = true;
        for (int s = 0; s < samples.count(); s++) {
            int first = all.haplotypes().first(samples.tried()[s]);
            int end = all.haplotypes().end(samples.tried()[s]);
            for (int row = 0; row < all.alleleRowCount(); row++) {
                if (typed[all.siteOfRow(row)]) continue;
                float copied = byCopying.alt(row, s, 0) + byCopying.alt(row, s, 1);
                float more = byNetwork.alt(row, s, 0) + byNetwork.alt(row, s, 1) - copied;
                if (more == 0) continue;
                int truth = 0;
                for (int h = first; h < end; h++) truth += all.alleles().get(row, h) ? 1 : 0;
                wanted[s] += (truth - copied) * more;
                added[s] += (double) more * more;
            }
        }
        return share(wanted, added, usual);
    }

    /**
     * @param wanted by sample, the sum of products of what copying lacks and what the network adds
     * @param added by sample, the sum of squares of what the network adds
     * @param usual mean of the prior distribution
     */
    static double share(double[] wanted, double[] added, double usual) {
        double share = Arrays.stream(wanted).sum() / Arrays.stream(added).sum();
        double prior = USUAL_DEVIATION * USUAL_DEVIATION;
        double variance = variance(wanted, added);
        boolean told = variance < Double.POSITIVE_INFINITY; // not where the network adds nothing, or to one sample only
        double ofPrior = told ? variance / (variance + prior) : 1;
        double mean = told ? (1 - ofPrior) * share + ofPrior * usual : usual;
        double counts = mean - CAUTION * Math.sqrt(ofPrior * prior);
        return counts < LEAST ? 0 : Math.min(1, counts);
    }

    /**
     * Of the quotient of both sums: from the differences between samples, or by leaving out each in turn (the jackknife: Efron and Stein
     * 1981, doi:10.1214/aos/1176345462) where that is more, as it is where one sample makes the most of them.
     */
    private static double variance(double[] wanted, double[] added) {
        int n = added.length;
        double allWanted = Arrays.stream(wanted).sum();
        double allAdded = Arrays.stream(added).sum();
        double squares = 0;
        double[] without = new double[n];
        for (int s = 0; s < n; s++) {
            squares += Math.pow(wanted[s] - allWanted / allAdded * added[s], 2);
            without[s] = (allWanted - wanted[s]) / (allAdded - added[s]);
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double left = Arrays.stream(without).map(r -> (r - mean) * (r - mean)).sum() * (n - 1) / n;
        double variance = Math.max(squares * n / (n - 1) / (allAdded * allAdded), left);
        return Double.isNaN(variance) ? Double.POSITIVE_INFINITY : variance;
    }

    /** Finds a sample once, for both. */
    private static final class Once implements Retriever.Query {
        private final RetrievedSample found;

        Once(Retriever.Query query, int sample) {
            this.found = query.retrieveSample(sample);
        }

        @Override
        public RetrievedHaplotype retrieve(int targetHap) {
            throw new UnsupportedOperationException("samples are found, not haplotypes");
        }

        @Override
        public RetrievedSample retrieveSample(int targetSample, boolean covariance) {
            return found;
        }
    }
}

package org.haprag.imputation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.haprag.genotype.FrequencyComparison;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.run.RunWarnings;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.retrieval.Exclusions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Targets in the panel's terms, and what the user is told of how they got there. */
final class TargetMatching {
    private static final Logger LOG = LoggerFactory.getLogger(TargetMatching.class);

    /** Sites on the other strand, of those that fit as they stand, above which more than an odd probe is exchanged. */
    private static final double MANY_FLIPPED = 0.01;

    private final ImputeInputs inputs;
    private final SitesTable table;
    private final SiteAlignment alignment;
    private final FrequencyComparison frequencies;
    private final TypedHaplotypes typed;
    private final ImputeRequest.TargetPhase targetPhase;
    private final PhaseCounts phasing;

    private TargetMatching(ImputeInputs inputs, SiteAlignment alignment, ImputeRequest.TargetPhase targetPhase) {
        this.inputs = inputs;
        this.targetPhase = targetPhase;
        this.alignment = alignment;
        this.frequencies = FrequencyComparison.of(inputs.panel().panel(), alignment.typed());
        this.table = new SitesTable(alignment, inputs.targets(), frequencies, inputs.flawed());
        TypedHaplotypes called = alignment.typed().withoutUncalled();
        this.phasing = PhaseCounts.of(called);
        this.typed = targetPhase == ImputeRequest.TargetPhase.IGNORED ? called.withoutPhase() : called;
    }

    /** Matches targets with the panel, as a request has it. */
    static TargetMatching of(ImputeInputs inputs, ImputeRequest request) {
        SiteAlignment alignment = SiteAlignment.of(
                inputs.panel().panel(), inputs.targets(), request.sites().strand());
        return new TargetMatching(inputs, alignment, request.input().phase());
    }

    /** The observed alleles at the sites where any target has a call. */
    TypedHaplotypes typed() {
        return typed;
    }

    /** Counts and lines of the target sites. */
    SitesTable table() {
        return table;
    }

    /** Logs what became of the target sites, and warns where little is to be expected. At least one site must be typed. */
    void report(RunRecorder recorder) {
        HaplotypePanel panel = inputs.panel().panel();
        Map<String, Integer> skipped = inputs.panel().skipped();
        LOG.info(
                "panel: {} haplotypes at {} sites{}; targets: {} samples; their sites: {}",
                panel.haplotypeCount(),
                panel.siteCount(),
                skipped.isEmpty() ? "" : ", left out " + skipped,
                inputs.targets().samples().count(),
                table.summary());
        recorder.result("phasing", phasing);
        LOG.info("phase: {}", phasing.summary(targetPhase));
        warn();
        double lengthCm = inputs.siteCm()[inputs.siteCm().length - 1] - inputs.siteCm()[0];
        if (typed.typedCount() >= RunWarnings.FEW_PER_CM * lengthCm) return;
        LOG.warn(String.format(
                Locale.ROOT,
                "only %d typed sites in %.1f cM: most of this will be little more than allele frequencies",
                typed.typedCount(),
                lengthCm));
    }

    /** Says what of the targets' sites looks wrong. */
    private void warn() {
        MaleCoding.warning(inputs.targets()).ifPresent(LOG::warn);
        Map<SiteAlignment.Fate, Integer> counts = alignment.counts();
        int flipped = counts.getOrDefault(SiteAlignment.Fate.OTHER_STRAND, 0);
        int fitting =
                counts.getOrDefault(SiteAlignment.Fate.MATCHED, 0) + counts.getOrDefault(SiteAlignment.Fate.SWAPPED, 0);
        if (flipped > MANY_FLIPPED * fitting) {
            LOG.warn(
                    "{} sites fit the panel only on the other strand, {} as they stand: --fix-strand recodes the former, which"
                            + " are dropped otherwise",
                    flipped,
                    fitting);
        }
        inputs.flawed()
                .counts()
                .forEach((flaw, records) -> LOG.warn("{} target records left out: {}", records, flaw.reason()));
        int palindromes = counts.getOrDefault(SiteAlignment.Fate.PALINDROME, 0);
        if (palindromes > 0) {
            LOG.warn(
                    "{} A/T or C/G sites dropped: by their frequency they may be on the other strand than the panel",
                    palindromes);
        }
        if (alignment.disagreements() > 0) {
            LOG.warn("{} alleles are missing because several records of one site disagree", alignment.disagreements());
        }
        int outliers = 0;
        for (int t = 0; t < alignment.typed().typedCount(); t++) if (frequencies.outlier(t)) outliers++;
        if (outliers > 0) {
            LOG.warn(
                    "{} sites have a frequency far from the panel's; AF and PANEL_AF of the table of sites tell both",
                    outliers);
        }
    }

    /**
     * Checks that panel and targets belong together.
     *
     * @throws InputException if they do not seem to, or a target has no one to copy from
     */
    void check(Set<Safeguard> accepted) {
        HaplotypePanel panel = inputs.panel().panel();
        List<String> both = inPanel();
        if (!both.isEmpty() && panel.samples().count() == 1) {
            throw new InputException(
                    inputs.where("--panel"),
                    "a target is the only sample of the panel: nothing is left to copy from",
                    both.get(0),
                    "other samples",
                    "give a panel with more samples");
        }
        new InputChecks(inputs, alignment, typed, frequencies, accepted).run(both.size());
    }

    /** Names of the targets that are in the panel. */
    private List<String> inPanel() {
        return inputs.targets().samples().names().stream()
                .filter(name -> inputs.panel().panel().samples().indexOf(name) >= 0)
                .toList();
    }

    /** The targets as they are imputed. */
    MatchedTargets targets(ImputeRequest.TargetOnly others) {
        return new MatchedTargets(
                inputs.targets().samples(),
                typed,
                exclusions(),
                others == ImputeRequest.TargetOnly.KEEP ? targetOnly() : TargetOnlySites.none(),
                fates(),
                alignment.palindromes().values().stream()
                        .map(p -> SiteFrequencies.Outlier.dropped(p.site(), p.inPanel(), p.inTargets()))
                        .toList());
    }

    /** What became of the sites of the targets. */
    private SiteFates fates() {
        int from = inputs.fromSite();
        int to = inputs.toSite();
        return new SiteFates(
                inputs.name(),
                table.fates(),
                to - from,
                typed.typedCount(from, to),
                inputs.siteCm()[to - 1] - inputs.siteCm()[from]);
    }

    private TargetOnlySites targetOnly() {
        return TargetOnlySites.of(
                alignment,
                inputs.targets(),
                targetPhase,
                inputs.panel().panel().site(0).contig(),
                inputs.stretch().core(),
                inputs.fromSite(),
                inputs.toSite());
    }

    /** A sample that is in the panel too must not copy from itself. */
    private Exclusions exclusions() {
        HaplotypePanel panel = inputs.panel().panel();
        TargetGenotypes targets = inputs.targets();
        int[][] own = new int[targets.samples().count()][];
        for (int s = 0; s < own.length; s++) {
            int inPanel = panel.samples().indexOf(targets.samples().name(s));
            own[s] = inPanel < 0 ? new int[0] : new int[] {inPanel};
        }
        List<String> both = inPanel();
        if (both.isEmpty()) return Exclusions.none(own.length);
        LOG.warn(
                "{} of the targets are in the panel too, such as {}; what the panel knows of a sample is not used for it",
                both.size(),
                both.get(0));
        return Exclusions.of(own);
    }

    /** What the user is told where no target site can be used. @param tableFile the table of sites */
    InputException nothingMatched(Optional<Path> tableFile) {
        return new InputException(
                inputs.where("--target"),
                "no target site can be used",
                table.summary() + " (targets on "
                        + inputs.targets().sites().get(0).contig() + ", panel on "
                        + inputs.panel().panel().site(0).contig() + ")",
                "sites of the panel, with calls",
                (alignment.counts().containsKey(SiteAlignment.Fate.OTHER_STRAND)
                                ? "recode those of the other strand with --fix-strand; "
                                : "")
                        + "check that targets and panel are of the same contig and genome build"
                        + tableFile
                                .map(t -> "; " + t + " has every site and its fate")
                                .orElse(""));
    }
}

package org.haprag.imputation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.genotype.SiteAlignment;
import org.haprag.genotype.TargetGenotypes;
import org.haprag.genotype.TypedHaplotypes;
import org.haprag.io.RunRecorder;
import org.haprag.metrics.run.RunWarning;
import org.haprag.metrics.run.RunWarnings;
import org.haprag.metrics.run.SiteFates;
import org.haprag.metrics.run.SiteFrequencies;
import org.haprag.retrieval.Exclusions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Targets in the panel's terms, and what the user is told of how they got there. */
final class TargetMatching {
    private static final Logger LOG = LoggerFactory.getLogger(TargetMatching.class);

    private final ImputeInputs inputs;
    private final SitesTable table;
    private final SiteAlignment alignment;
    private final TypedHaplotypes typed;

    private TargetMatching(ImputeInputs inputs, SiteAlignment alignment, SitesTable table, TypedHaplotypes typed) {
        this.inputs = inputs;
        this.alignment = alignment;
        this.table = table;
        this.typed = typed;
    }

    /** Matches targets with the panel. @param strand what becomes of alleles that fit only on the other strand */
    static TargetMatching of(ImputeInputs inputs, SiteAlignment.StrandFlips strand) {
        SiteAlignment alignment = SiteAlignment.of(
                inputs.panel().panel().sites(), inputs.targets().sites(), strand);
        return new TargetMatching(
                inputs,
                alignment,
                new SitesTable(alignment, inputs.targets()),
                alignment.recode(inputs.targets()).withoutUncalled());
    }

    /** The observed alleles at the sites where any target has a call. */
    TypedHaplotypes typed() {
        return typed;
    }

    /**
     * Writes the table of sites, logs its counts, warns where little is to be expected.
     *
     * @param tableFile where it goes
     * @throws InputException if no target site can be used; the table is there then, too
     */
    void report(RunRecorder recorder, Optional<Path> tableFile) throws IOException {
        if (tableFile.isPresent()) {
            table.write(tableFile.get());
            recorder.output("sites", tableFile.get());
        }
        recorder.result("targetSites", table.counts());
        if (typed.typedCount() == 0) throw nothingMatched(tableFile);
        HaplotypePanel panel = inputs.panel().panel();
        Map<String, Integer> skipped = inputs.panel().skipped();
        LOG.info(
                "panel: {} haplotypes at {} sites{}; targets: {} samples; their sites: {}",
                panel.haplotypeCount(),
                panel.siteCount(),
                skipped.isEmpty() ? "" : ", left out " + skipped,
                inputs.targets().samples().count(),
                table.summary());
        for (RunWarning warning : new RunWarnings()
                .sites(fates(), new SiteFrequencies(panel, typed))
                .list()) {
            LOG.warn("{}", warning);
        }
    }

    /** What became of the sites of the targets. */
    private SiteFates fates() {
        HaplotypePanel panel = inputs.panel().panel();
        int from = inputs.fromSite();
        int to = inputs.toSite();
        return new SiteFates(
                panel.site(0).contig(),
                table.fates(),
                alignment.fitsOnOtherStrand(panel.sites()),
                to - from,
                typed.typedCount(from, to),
                inputs.siteCm()[to - 1] - inputs.siteCm()[from]);
    }

    /** The targets as they are imputed. @param region what is written; empty for everything */
    MatchedTargets targets(ImputeRequest.TargetOnly others, Optional<Region> region) {
        return new MatchedTargets(
                inputs.targets().samples(),
                typed,
                exclusions(),
                others == ImputeRequest.TargetOnly.KEEP ? targetOnly(region) : TargetOnlySites.none(),
                fates());
    }

    private TargetOnlySites targetOnly(Optional<Region> region) {
        return TargetOnlySites.of(
                alignment,
                inputs.targets(),
                inputs.panel().panel().site(0).contig(),
                region,
                inputs.fromSite(),
                inputs.toSite());
    }

    /** A sample that is in the panel too must not copy from itself. */
    private Exclusions exclusions() {
        HaplotypePanel panel = inputs.panel().panel();
        TargetGenotypes targets = inputs.targets();
        int[][] own = new int[targets.samples().count()][];
        List<String> both = new ArrayList<>();
        for (int s = 0; s < own.length; s++) {
            int inPanel = panel.samples().indexOf(targets.samples().name(s));
            own[s] = inPanel < 0 ? new int[0] : new int[] {inPanel};
            if (inPanel >= 0) both.add(targets.samples().name(s));
        }
        if (both.isEmpty()) return Exclusions.none(own.length);
        LOG.warn(
                "{} of the targets are in the panel too, such as {}; what the panel knows of a sample is not used for it",
                both.size(),
                both.get(0));
        return Exclusions.of(own);
    }

    private InputException nothingMatched(Optional<Path> tableFile) {
        return new InputException(
                "--target",
                "no target site can be used",
                table.summary() + " (targets on "
                        + inputs.targets().sites().get(0).contig() + ", panel on "
                        + inputs.panel().panel().site(0).contig() + ")",
                "sites of the panel, with calls",
                "check that targets and panel are of the same contig and genome build"
                        + tableFile
                                .map(t -> "; " + t + " has every site and its fate")
                                .orElse(""));
    }
}

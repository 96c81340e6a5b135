package org.haprag.cli.phase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.haprag.cli.MapOption;
import org.haprag.cli.RegionOption;
import org.haprag.cli.RequiredFirstHelp;
import org.haprag.cli.Run;
import org.haprag.cli.RunCommand;
import org.haprag.cli.TargetOptions;
import org.haprag.cli.ThreadsOption;
import org.haprag.genotype.InputException;
import org.haprag.imputation.ImputationWindows;
import org.haprag.imputation.PhaseRequest;
import org.haprag.imputation.PhasedTargets;
import org.haprag.imputation.Phaser;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.io.OutputForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer phase}: panel and unphased targets in, phased targets out. */
@Command(
        name = "phase",
        description =
                "Phases targets from a phased panel, at their typed sites that the panel has. Missing genotypes at "
                        + "these sites are filled in and flagged. You do not need this before impute, which takes unphased "
                        + "targets. Writes OUT with GT, PQ and FL, its index, and what was done with each target site "
                        + "(OUT.sites.tsv).",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {
            "  imputer phase --panel panel.chr20.vcf.gz --target array.chr20.vcf.gz --map chr20.map.gz \\",
            "      --out phased.chr20.vcf.gz"
        })
public final class PhaseCommand extends RunCommand {
    /** The highest PQ that is written. */
    private static final int MOST_PQ = 60;

    @Mixin
    private TargetOptions target;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "What to write: NAME.vcf.gz or NAME.bcf.")
    private Path out;

    @Mixin
    private MapOption map;

    @Mixin
    private RegionOption region;

    @Option(
            names = "--window-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_WINDOW_CM,
            paramLabel = "CM",
            description = "Greatest length of a window; memory grows with it. Default: ${DEFAULT-VALUE}.")
    private double windowCm;

    @Option(
            names = "--overlap-cm",
            defaultValue = "" + ImputationWindows.DEFAULT_OVERLAP_CM,
            paramLabel = "CM",
            description =
                    "Context on both sides of a window, in which windows are joined, and of --region. Default: ${DEFAULT-VALUE}.")
    private double overlapCm;

    @Option(
            names = "--target-references",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Phase N of the targets first, chosen by a digest of their IDs, and then all of them from the panel and "
                            + "from these. Worth it where targets outnumber the panel's samples; a sample's phase then depends "
                            + "on which others are in the file. Default: ${DEFAULT-VALUE}, the panel alone.")
    private int targetReferences;

    @Option(
            names = "--phase-sets",
            paramLabel = "PQ",
            description =
                    "Also write phase sets (PS): a new one begins at each heterozygote with a PQ below this, such as 20. impute "
                            + "sums over the phase between sets, so that what is uncertain stays so. Default: none are written.")
    private Optional<Integer> setsBelow = Optional.empty();

    @Mixin
    private ThreadsOption threads;

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FILE;
    }

    @Override
    protected void run(Run run) throws IOException {
        OutputForm form = form();
        checkWindows();
        checkReferences();
        checkSets();
        threads.limitParallelStreams();
        target.tell(run);
        Path table = beside(".sites.tsv");
        Phaser.Output output = (targets, contigs) -> ImputedVcfWriter.open(
                out,
                new ImputedVcfHeader(targets, contigs, run.headerLines(run.inputsLine()), fields()),
                threads.count());
        Phaser.Phased phased = Phaser.run(request(table), output, run);
        run.output("out", out);
        form.index(out).ifPresent(index -> run.output("index", index));
        PhasedTargets.Counts counts = phased.counts();
        LOG.info(
                "phased {} samples at {} sites: {} heterozygotes, {} of them with PQ below 10; {} genotypes filled in: {}",
                phased.samples(),
                counts.sites(),
                counts.heterozygotes(),
                counts.uncertain(),
                counts.filled(),
                out);
    }

    private Path beside(String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    private PhaseRequest request(Path table) {
        return new PhaseRequest(
                target.input(map),
                region.region(),
                windowCm,
                overlapCm,
                target.sites(),
                Optional.of(table),
                targetReferences,
                setsBelow.orElse(0),
                threads.count());
    }

    private OutputForm form() {
        OutputForm form = OutputForm.of(out);
        if (form == OutputForm.VCF || form == OutputForm.BCF) return form;
        throw new InputException(
                "--out",
                "phased calls are written as VCF or BCF",
                out.toString(),
                "a name that ends in .vcf.gz or .bcf",
                "choose such a name");
    }

    private void checkSets() {
        if (setsBelow.isEmpty() || setsBelow.get() >= 1 && setsBelow.get() <= MOST_PQ) return;
        throw new InputException(
                "--phase-sets",
                "the value is out of range",
                setsBelow.get().toString(),
                "a PQ from 1 to " + MOST_PQ,
                "change it");
    }

    private Set<OutputField> fields() {
        Set<OutputField> fields = EnumSet.of(OutputField.GT, OutputField.PQ, OutputField.FL);
        if (setsBelow.isPresent()) fields.add(OutputField.PS);
        return fields;
    }

    private void checkReferences() {
        if (targetReferences >= 0) return;
        throw new InputException(
                "--target-references",
                "the value is out of range",
                Integer.toString(targetReferences),
                "a number of targets, 0 for none",
                "change it");
    }

    private void checkWindows() {
        if (windowCm > 0 && windowCm < 1e6 && overlapCm >= 0 && overlapCm < 1e6) return;
        throw new InputException(
                "--window-cm, --overlap-cm",
                "the value is out of range",
                windowCm + " and " + overlapCm,
                "a length above 0 and an overlap of 0 or more",
                "change it");
    }
}

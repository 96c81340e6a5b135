package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.haprag.genotype.SiteAlignment;
import org.haprag.imputation.ImputeRequest;
import org.haprag.imputation.Safeguard;
import org.haprag.io.FlawedRecords;
import org.haprag.io.Males;
import org.haprag.io.PanelReadOptions;
import picocli.CommandLine.Option;

/** Panel and targets, and how they are read and matched: the same in every command that takes both. */
public final class TargetOptions {
    @Option(
            names = "--panel",
            required = true,
            paramLabel = "FILE",
            description =
                    "Phased reference panel: VCF, BCF or .hpanel; panel.chr{}.hpanel stands for one file a contig.")
    private Path panelFile;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "FILE",
            description =
                    "Targets: VCF, BCF, or PLINK (.bed, or the prefix of .bed, .bim and .fam); sites may be missing, or be there"
                            + " as ./.")
    private Path targetFile;

    @Option(
            names = "--fix-strand",
            description =
                    "Recode sites whose alleles fit the panel only on the other strand. Default: they are dropped.")
    private boolean fixStrand;

    @Option(
            names = "--rephase",
            description =
                    "Ignore the phase of phased target calls: all heterozygotes are phased from the panel. Default: "
                            + "phased calls keep their phase.")
    private boolean rephase;

    @Option(
            names = "--drop-missing",
            description = "Leave out panel sites with a missing allele. Default: such a site is an error.")
    private boolean dropMissing;

    @Option(
            names = "--keep-target-only",
            description =
                    "Also write target sites that are not in the panel, with their observed genotypes. Default: they are "
                            + "left out.")
    private boolean keepTargetOnly;

    @Option(
            names = "--strict",
            description =
                    "A record of panel or targets that cannot be used is an error (POS 0, REF among the ALTs, more than "
                            + "127 ALTs and so on). Default: such records are left out and counted.")
    private boolean strict;

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "CHECK",
            description = "Continue although a check says that panel and targets do not fit together: "
                    + "${COMPLETION-CANDIDATES}. The error message names the check. Default: none.")
    private Set<Safeguard> accepted = EnumSet.noneOf(Safeguard.class);

    @Option(
            names = "--sex",
            paramLabel = "FILE",
            description =
                    "Sexes: lines of SAMPLE SEX (M or F, 1 or 2), or a .fam. Males coded as homozygous diploids on X or "
                            + "Y become haploid. Default: ploidy is the number of alleles in the calls.")
    private Path sexFile;

    public Path panel() {
        return panelFile;
    }

    public Path target() {
        return targetFile;
    }

    /** Tells the run of files beside panel and targets. */
    public void tell(Run run) throws IOException {
        if (sexFile != null) run.input("sex", sexFile);
    }

    /** The files. */
    public ImputeRequest.Input input(MapOption map) {
        return new ImputeRequest.Input(
                panelFile,
                targetFile,
                map.file().file(),
                sexFile == null ? Males.UNKNOWN : Males.read(sexFile),
                rephase ? ImputeRequest.TargetPhase.IGNORED : ImputeRequest.TargetPhase.TRUSTED);
    }

    /** What becomes of sites that do not simply match. */
    public ImputeRequest.Sites sites() {
        return new ImputeRequest.Sites(
                dropMissing ? PanelReadOptions.MissingCalls.DROP_SITE : PanelReadOptions.MissingCalls.REFUSE,
                fixStrand ? SiteAlignment.StrandFlips.FIX : SiteAlignment.StrandFlips.DROP,
                keepTargetOnly ? ImputeRequest.TargetOnly.KEEP : ImputeRequest.TargetOnly.LEAVE_OUT,
                strict ? FlawedRecords.Rule.REFUSE : FlawedRecords.Rule.LEAVE_OUT,
                accepted);
    }
}

package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Site;
import org.haprag.genotype.mask.ArrayLikeMask;
import org.haprag.genotype.mask.RandomFractionMask;
import org.haprag.genotype.mask.SiteMask;
import org.haprag.io.MaskedVcf;
import org.haprag.io.OutputForm;
import org.haprag.io.Progress;
import org.haprag.io.ReadingProgress;
import org.haprag.io.SiteListReader;
import org.haprag.io.SitePositions;
import org.haprag.io.VcfScanner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer mask}: takes sites out of a VCF, so that what is left looks as if an array had typed it. */
@Command(
        name = "mask",
        description =
                "Removes sites from a VCF, so that it looks like the output of an array. Use it to test imputation "
                        + "on samples whose genotypes are known. Writes OUT and its index.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer mask --vcf samples.chr20.vcf.gz --sites-per-mb 285 --unphase --out masked.chr20.vcf.gz"})
public final class MaskCommand extends RunCommand {
    @Option(names = "--vcf", required = true, paramLabel = "FILE", description = "VCF to mask, phased or not.")
    private Path vcf;

    @ArgGroup(multiplicity = "1")
    private Rule rule;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description =
                    "Seed of the random choice of sites. The same seed keeps the same sites. Not used with --sites. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--unphase",
            description =
                    "Also remove the phase: calls become 0/0, 0/1 and so on, and FORMAT is GT only. Default: calls and "
                            + "fields are kept.")
    private boolean unphase;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Masked VCF to write, bgzipped.")
    private Path out;

    @Mixin
    private RegionOption region;

    @Mixin
    private ThreadsOption threads;

    /** Exactly one way to choose the sites that stay. */
    static final class Rule {
        @Option(
                names = "--sites",
                paramLabel = "ARRAY.txt",
                description = "Keep the sites in this list: lines of CHROM and POS, or of chr:pos.")
        private Path sites;

        @Option(
                names = "--keep-fraction",
                paramLabel = "F",
                description = "Keep this share of the sites (above 0, below 1), chosen at random.")
        private Double keepFraction;

        @Option(
                names = "--sites-per-mb",
                paramLabel = "N",
                description =
                        "Keep about N sites per Mb, chosen as on genotyping arrays: biallelic SNVs, common ones preferred. "
                                + "GSA has about 285 per Mb, Omni2.5 about 1,100.")
        private Double sitesPerMb;

        /** The random mask, or null where the sites come from a list. */
        private SiteMask mask() {
            if (keepFraction != null) {
                require(keepFraction > 0 && keepFraction < 1, "--keep-fraction", keepFraction, "above 0 and below 1");
                return new RandomFractionMask(1 - keepFraction);
            }
            if (sitesPerMb != null) {
                require(sitesPerMb > 0 && sitesPerMb <= 1e6, "--sites-per-mb", sitesPerMb, "above 0 and up to 1000000");
                return new ArrayLikeMask(1e6 / sitesPerMb);
            }
            return null;
        }

        private static void require(boolean sound, String option, double found, String expected) {
            if (sound) return;
            throw new InputException(
                    option, "the value is out of range", String.valueOf(found), "a number " + expected, "change it");
        }
    }

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
        SiteMask mask = rule.mask();
        run.input("vcf", vcf);
        Predicate<Site> keep = mask == null ? listed(run) : drawn(run, mask);
        MaskedVcf.Counts counts = run.phase("copy", () -> copy(run, keep));
        if (counts.kept() == 0) throw nothingKept(counts);
        LOG.info("kept {} of {} sites: {}", counts.kept(), counts.kept() + counts.dropped(), out);
        run.output("out", out);
        OutputForm.VCF.index(out).ifPresent(index -> run.output("index", index));
        run.result("sites", counts);
    }

    private MaskedVcf.Counts copy(Run run, Predicate<Site> keep) {
        MaskedVcf.Calls calls = unphase ? MaskedVcf.Calls.UNPHASED : MaskedVcf.Calls.AS_THEY_ARE;
        try (Progress progress = run.progress("masking", "sites", -1)) {
            Predicate<Site> counted = site -> {
                progress.advance(1);
                return keep.test(site);
            };
            return MaskedVcf.copy(vcf, region.region(), out, run.headerLines(), counted, calls, threads.count());
        }
    }

    private Predicate<Site> listed(Run run) throws IOException {
        run.input("sites", rule.sites);
        SitePositions list = SiteListReader.read(rule.sites);
        return site -> list.contains(site.contig(), site.pos());
    }

    /** Keeps by index: records may share a position, so the copy must meet them in the order of the draw. */
    private Predicate<Site> drawn(Run run, SiteMask mask) {
        if (vcf.toString().equals("-")) {
            throw new InputException(
                    "--vcf -",
                    "a random choice of sites reads the VCF twice, and standard input can be read only once",
                    "-",
                    "a file",
                    "write it to a file first, or list the sites with --sites");
        }
        run.seed(seed);
        run.config("mask", mask);
        BitSet typed = run.phase("draw", () -> {
            try (ReadingProgress reading = run.reading("reading " + vcf.getFileName());
                    VcfScanner records = VcfScanner.open(vcf, region.region(), reading)) {
                return SiteDraw.typedRecords(records, mask, new SplittableRandom(seed));
            }
        });
        int[] next = {0};
        return site -> typed.get(next[0]++);
    }

    private InputException nothingKept(MaskedVcf.Counts counts) throws IOException {
        Files.deleteIfExists(out);
        Optional<Path> index = OutputForm.VCF.index(out);
        if (index.isPresent()) Files.delete(index.get());
        return new InputException(
                vcf.toString(),
                "no site would be left",
                counts.dropped() + " sites, none of them in " + (rule.sites == null ? "the draw" : rule.sites),
                "at least one site that stays",
                "check that list and VCF are of the same genome build, and the --region");
    }
}

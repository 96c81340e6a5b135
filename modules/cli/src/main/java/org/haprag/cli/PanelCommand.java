package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.haprag.genotype.Contigs;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.genotype.InputException;
import org.haprag.genotype.Region;
import org.haprag.io.ContigLine;
import org.haprag.io.FlawedRecords;
import org.haprag.io.KnownContigs;
import org.haprag.io.Males;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReader;
import org.haprag.io.PanelReading;
import org.haprag.io.ReadingProgress;
import org.haprag.io.Selection;
import org.haprag.io.hpanel.PanelFileWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer panel}: a reference panel in a form that is smaller and much faster to open than VCF. */
@Command(
        name = "panel",
        description =
                "Writes a phased panel as .hpanel: smaller than the bgzipped VCF, many times faster to read, with "
                        + "checksums. Every command takes it in place of the VCF and gives the same output.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer panel --vcf panel.chr20.vcf.gz --out panel.chr20.hpanel"})
public final class PanelCommand extends RunCommand {
    /** Stands for the name of a contig. */
    private static final String PLACE = "{}";

    @Option(
            names = "--vcf",
            required = true,
            paramLabel = "FILE",
            description = "Phased panel: a VCF, or an .hpanel to take a --region of.")
    private Path vcf;

    @Mixin
    private RegionOption region;

    @Option(
            names = "--drop-missing",
            description = "Leave out panel sites with a missing allele. Default: such a site is an error.")
    private boolean dropMissing;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "Panel file to write, P.hpanel; P.chr{}.hpanel writes one file for each contig.")
    private Path out;

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
        threads.limitParallelStreams();
        run.input("vcf", vcf);
        if (!out.getFileName().toString().contains(PLACE)) {
            PanelReading read = read(run, Selection.of(region.region()));
            write(run, read, out);
            run.result("haplotypes", read.panel().haplotypeCount());
            run.result("sites", read.panel().siteCount());
            run.result("skipped", read.skipped());
            return;
        }
        int sites = 0;
        for (Region contig : contigs()) sites += writeContig(run, contig);
        run.result("sites", sites);
    }

    private List<Region> contigs() {
        if (region.region().isPresent()) return List.of(region.region().get());
        KnownContigs known = KnownContigs.of(vcf);
        List<ContigLine> all = known.complete() ? known.contigs() : KnownContigs.byReading(vcf);
        return all.stream().map(contig -> Region.whole(contig.name())).toList();
    }

    /** A file for a contig; X one for each stretch of one ploidy. @return how many sites there are */
    private int writeContig(Run run, Region contig) throws IOException {
        int sites = 0;
        Region rest = contig;
        boolean sex = Contigs.sexChromosome(contig.contig());
        for (int part = 1; ; part++) {
            Selection.PloidyChange change = sex ? Selection.PloidyChange.ENDS_STRETCH : Selection.PloidyChange.REFUSED;
            PanelReading read = read(run, new Selection(Optional.of(rest), Optional.of(rest), Males.UNKNOWN, change));
            OptionalInt next = read.nextStretchBp();
            String name = read.panel().site(0).contig() + (part == 1 && next.isEmpty() ? "" : "." + part);
            write(run, read, fileOf(name));
            sites += read.panel().siteCount();
            if (next.isEmpty()) return sites;
            rest = rest.from(next.getAsInt());
        }
    }

    private Path fileOf(String contig) throws IOException {
        String form = out.getFileName().toString();
        boolean chr = form.substring(0, form.indexOf(PLACE)).endsWith("chr");
        Path file = out.resolveSibling(form.replace(PLACE, chr ? Contigs.plain(contig) : contig));
        if (!Files.exists(file) || !Files.isSameFile(file, vcf)) return file;
        throw new InputException(
                "--out", "it is also an input", file.toString(), "a file of its own", "choose another name");
    }

    private static void write(Run run, PanelReading read, Path file) throws IOException {
        HaplotypePanel panel = read.panel();
        run.phase("write", () -> {
            PanelFileWriter.write(panel, read.description(), file);
            return file;
        });
        read.skipped().forEach((why, count) -> LOG.warn("left {} sites out of the panel: {}", count, why));
        LOG.info(
                "{} haplotypes at {} sites of {}, {} bytes: {}",
                panel.haplotypeCount(),
                panel.siteCount(),
                panel.site(0).contig(),
                Files.size(file),
                file);
        run.output("out", file);
    }

    private PanelReading read(Run run, Selection selection) {
        PanelReadOptions.MissingCalls missing =
                dropMissing ? PanelReadOptions.MissingCalls.DROP_SITE : PanelReadOptions.MissingCalls.REFUSE;
        return run.phase("read", () -> {
            try (ReadingProgress reading = run.reading("reading " + vcf.getFileName())) {
                return PanelReader.read(
                        vcf, new PanelReadOptions(selection, missing, FlawedRecords.Rule.LEAVE_OUT, reading));
            }
        });
    }
}

package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReading;
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

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Panel file to write, P.hpanel.")
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
        PanelReading read = run.phase("read", () -> read(run));
        HaplotypePanel panel = read.panel();
        run.phase("write", () -> {
            PanelFileWriter.write(panel, out);
            return null;
        });
        read.skipped().forEach((why, count) -> LOG.warn("left {} sites out of the panel: {}", count, why));
        LOG.info(
                "{} haplotypes at {} sites of {}, {} of {} bytes: {}",
                panel.haplotypeCount(),
                panel.siteCount(),
                panel.site(0).contig(),
                Files.size(out),
                Files.size(vcf),
                out);
        run.output("out", out);
        run.result("haplotypes", panel.haplotypeCount());
        run.result("sites", panel.siteCount());
        run.result("skipped", read.skipped());
    }

    private PanelReading read(Run run) {
        PanelReadOptions.MissingCalls missing =
                dropMissing ? PanelReadOptions.MissingCalls.DROP_SITE : PanelReadOptions.MissingCalls.REFUSE;
        return run.readPanel(vcf, region.region(), missing);
    }
}

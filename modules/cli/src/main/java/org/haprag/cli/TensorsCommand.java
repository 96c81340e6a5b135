package org.haprag.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.haprag.genotype.GeneticMap;
import org.haprag.genotype.HaplotypePanel;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.PanelReading;
import org.haprag.model.tensors.NpyExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imputer tensors}: a panel as NumPy arrays, for people who model in Python. */
@Command(
        name = "tensors",
        description =
                "Writes a phased panel as NumPy arrays (.npy) for use in Python: haplotypes, ALT frequencies, and "
                        + "positions in bp and cM. Shapes are in manifest.json, sites in sites.tsv.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer tensors --vcf panel.chr20.vcf.gz --region 20:1000001-2000000 --out tensors"})
public final class TensorsCommand extends RunCommand {
    @Option(names = "--vcf", required = true, paramLabel = "FILE", description = "Phased VCF, or an .hpanel.")
    private Path vcf;

    @Mixin
    private RegionOption region;

    @Mixin
    private MapOption map;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Folder to write. It is made if missing.")
    private Path out;

    @Override
    protected Path output() {
        return out;
    }

    @Override
    protected Run.OutputKind outputKind() {
        return Run.OutputKind.FOLDER;
    }

    @Override
    protected void run(Run run) throws IOException {
        run.input("vcf", vcf);
        PanelReading read =
                run.phase("read", () -> run.readPanel(vcf, region.region(), PanelReadOptions.MissingCalls.REFUSE));
        HaplotypePanel panel = read.panel();
        GeneticMap centimorgans = map.file().load(run, panel.site(0).contig());
        Path manifest = run.phase("write", () -> NpyExport.write(out, panel, centimorgans));
        LOG.info("{} haplotypes at {} sites: {}", panel.haplotypeCount(), panel.siteCount(), manifest);
        JsonNode described = new ObjectMapper().readTree(manifest.toFile());
        run.output("manifest", manifest);
        run.output("sites", out.resolve(described.get("sitesFile").asText()));
        for (JsonNode t : described.get("tensors")) {
            run.output(t.get("name").asText(), out.resolve(t.get("file").asText()));
        }
        run.result("haplotypes", panel.haplotypeCount());
        run.result("sites", panel.siteCount());
        run.result("skipped", Map.copyOf(read.skipped()));
    }
}

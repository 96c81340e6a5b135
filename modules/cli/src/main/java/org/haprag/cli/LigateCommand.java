package org.haprag.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.haprag.io.OutputForm;
import org.haprag.io.VcfLigation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imputer ligate}: the outputs of several runs on pieces of the genome become one file. */
@Command(
        name = "ligate",
        description =
                "Joins imputed VCFs of the same targets into one file with an index, such as the outputs of 'impute "
                        + "--chunk 1/N' to 'N/N'. Files that overlap or are out of order, and missing chunks, are errors. "
                        + "Writes OUT and its index.",
        footerHeading = RequiredFirstHelp.EXAMPLE,
        footer = {"  imputer ligate chunk1.vcf.gz chunk2.vcf.gz --out out.chr20.vcf.gz"})
public final class LigateCommand extends RunCommand {
    @Parameters(arity = "1..*", paramLabel = "VCF", description = "The files to join, in the order of their records.")
    private List<Path> pieces;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "VCF to write, bgzipped.")
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
        OutputName.checkBgzipped(out);
        for (Path piece : pieces) run.input("piece", piece);
        int records = run.phase("ligate", () -> VcfLigation.join(pieces, out, threads.count()));
        run.output("out", out);
        OutputForm.VCF.index(out).ifPresent(index -> run.output("index", index));
        run.result("records", records);
        LOG.info("joined {} files, {} records: {}", pieces.size(), records, out);
    }
}

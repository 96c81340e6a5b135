package org.haprag.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorsCommandTest {
    private static final String VCF = """
            ##fileformat=VCFv4.2
            ##contig=<ID=20>
            ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
            #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB
            20\t1000\t.\tA\tC\t.\t.\t.\tGT\t0|1\t0|0
            20\t2000\t.\tG\tT\t.\t.\t.\tGT\t1|1\t0|1
            20\t9000\t.\tG\tT\t.\t.\t.\tGT\t1|1\t1|1
            """;

    @TempDir
    Path folder;

    private CommandLineRun tensors(String... more) throws Exception {
        Path vcf = Files.writeString(folder.resolve("in.vcf"), VCF);
        String[] args = {
            "tensors", "--vcf", vcf.toString(), "--out", folder.resolve("t").toString()
        };
        return CommandLineRun.of(
                java.util.stream.Stream.concat(java.util.Arrays.stream(args), java.util.Arrays.stream(more))
                        .toArray(String[]::new));
    }

    @Test
    void allelesComeOutHaplotypeByHaplotypeAndOnlyOfTheRegion() throws Exception {
        assertThat(tensors("--region", "chr20:1-5000").exitCode()).isZero();
        byte[] npy = Files.readAllBytes(folder.resolve("t/haplotypes.npy"));
        byte[] alleles = java.util.Arrays.copyOfRange(npy, npy.length - 8, npy.length);
        assertThat(alleles).containsExactly(0, 1, 1, 1, 0, 0, 0, 1); // (4 haplotypes, 2 sites)
    }

    @Test
    void centimorgansComeFromTheMapAndWithoutOneAre1InAMegabase() throws Exception {
        assertThat(tensors().exitCode()).isZero();
        assertThat(firstCm()).isEqualTo(0.001);
        Path map = Files.writeString(folder.resolve("m.gmap"), "pos\tchr\tcM\n1000\t20\t4.5\n9000\t20\t5.5\n");
        assertThat(tensors("--map", map.toString()).exitCode()).isZero();
        assertThat(firstCm()).isEqualTo(4.5);
    }

    private double firstCm() throws Exception {
        byte[] npy = Files.readAllBytes(folder.resolve("t/pos_cm.npy"));
        return ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getDouble(npy.length - 3 * 8);
    }

    @Test
    void manifestAndRecordAreValidAndListEveryFile() throws Exception {
        assertThat(tensors().exitCode()).isZero();
        ObjectMapper json = new ObjectMapper();
        JsonNode manifest = json.readTree(folder.resolve("t/manifest.json").toFile());
        JsonNode record = json.readTree(folder.resolve("t/tensors.run.json").toFile());
        Path schemas = SchemaFiles.ROOT.resolve("data-schemas");
        assertThat(SchemaFiles.complaints(schemas.resolve("tensors.schema.json"), manifest))
                .isEmpty();
        assertThat(SchemaFiles.complaints(schemas.resolve("run.schema.json"), record))
                .isEmpty();
        assertThat(record.get("outputs")).hasSize(manifest.get("tensors").size() + 2);
        assertThat(folder.resolve("t/tensors.log")).isRegularFile();
    }

    @Test
    void aMalformedRegionIsOneLine() throws Exception {
        CommandLineRun run = tensors("--region", "chr20:9-1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("--region", "chr20:1000001-2000000");
    }

    @Test
    void aMissingVcfIsOneLineThatNamesIt() {
        CommandLineRun run = CommandLineRun.of(
                "tensors",
                "--vcf",
                folder.resolve("none.vcf").toString(),
                "--out",
                folder.resolve("u").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("none.vcf", "no such file");
    }
}

package org.haprag.imputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.haprag.genotype.InputException;
import org.haprag.genotype.SiteAlignment;
import org.haprag.io.FlawedRecords;
import org.haprag.io.ImputedVcfHeader;
import org.haprag.io.ImputedVcfWriter;
import org.haprag.io.OutputField;
import org.haprag.io.PanelReadOptions;
import org.haprag.io.RunRecorder;
import org.haprag.retrieval.RetrievalConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Panel and targets in which records were changed, exchanged or left out are imputed, or refused with a message: no crash. */
class HostileInputPropertyTest {
    private static final int MUTATIONS = Integer.getInteger("haprag.hostile.mutations", 150);

    private static final String[] ALLELES = {
        "A",
        "C",
        "G",
        "T",
        "AT",
        "ATT",
        ".",
        "*",
        "<DEL>",
        "<INS>",
        "<NON_REF>",
        "<*>",
        "A]17:1]",
        "C,G",
        "AT,G",
        "G,*",
        "a",
        "N",
        "-"
    };
    private static final String[] CALLS = {
        "0|0", "0|1", "1|0", "1|1", "0|2", "2|1", ".|.", "./.", "0|.", ".|1", "./1", "0/1", "1/0", ".", "0", "1", "3|0",
        "0/2"
    };
    private static final String[] INFOS = {".", "END=130", "END=300", "SVLEN=-50", "SVTYPE=DEL;END=5", "END=x"};

    @TempDir
    Path folder;

    private static List<String[]> records(int samples, int everyNth, Random random) {
        List<String[]> out = new ArrayList<>();
        for (int i = 0; i < 40; i += everyNth) {
            String[] record = new String[9 + samples];
            String[] fixed = {
                "20",
                "" + (100 + 10 * i),
                ".",
                "ACGT".substring(i % 4, i % 4 + 1),
                "CGTA".substring(i % 4, i % 4 + 1),
                ".",
                ".",
                ".",
                "GT"
            };
            System.arraycopy(fixed, 0, record, 0, 9);
            for (int s = 0; s < samples; s++) record[9 + s] = random.nextInt(2) + "|" + random.nextInt(2);
            out.add(record);
        }
        return out;
    }

    private static void mutate(List<String[]> records, boolean panel, Random random) {
        for (int times = 1 + random.nextInt(6); times > 0; times--) {
            int at = random.nextInt(records.size());
            String[] record = records.get(at).clone();
            int kind = random.nextInt(8);
            if (kind == 0) record[3] = ALLELES[random.nextInt(ALLELES.length)];
            if (kind <= 2) record[4] = ALLELES[random.nextInt(ALLELES.length)];
            if (kind == 3 && !panel)
                record[9 + random.nextInt(record.length - 9)] = CALLS[random.nextInt(CALLS.length)];
            if (kind == 4) record[7] = INFOS[random.nextInt(INFOS.length)];
            if (kind == 5) record[2] = "rs" + random.nextInt(3);
            if (kind == 6) {
                String[] swapped = {record[4], record[3]};
                System.arraycopy(swapped, 0, record, 3, 2);
            }
            if (kind == 7 || random.nextInt(4) == 0) records.add(at, record);
            else records.set(at, record);
        }
    }

    private Path write(String name, int samples, String prefix, List<String[]> records) throws IOException {
        StringBuilder text =
                new StringBuilder("##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (int s = 0; s < samples; s++) text.append('\t').append(prefix).append(s);
        text.append('\n');
        for (String[] record : records) text.append(String.join("\t", record)).append('\n');
        return Files.write(folder.resolve(name), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private boolean imputes(Path panel, Path target, boolean accepting, Random random) throws IOException {
        ImputeRequest r =
                ImputeRequest.of(new ImputeRequest.Input(panel, target, Optional.empty()), folder.resolve("scratch"));
        ImputeRequest request = new ImputeRequest(
                r.input(),
                r.region(),
                r.windows(),
                new ImputeRequest.Sites(
                        PanelReadOptions.MissingCalls.DROP_SITE,
                        random.nextBoolean() ? SiteAlignment.StrandFlips.FIX : SiteAlignment.StrandFlips.DROP,
                        random.nextBoolean() ? ImputeRequest.TargetOnly.KEEP : ImputeRequest.TargetOnly.LEAVE_OUT,
                        FlawedRecords.Rule.LEAVE_OUT,
                        accepting ? EnumSet.allOf(Safeguard.class) : EnumSet.noneOf(Safeguard.class)),
                r.empirical(),
                new ImputeRequest.Working(folder.resolve("scratch"), Optional.of(folder.resolve("sites.tsv"))),
                1);
        EnumSet<OutputField> fields = EnumSet.of(OutputField.GT, OutputField.DS, OutputField.GP, OutputField.HDS);
        try {
            Imputer.run(
                    request,
                    ImputationMethod.retrieval(RetrievalConfig.defaults()),
                    plan -> ImputedVcfWriter.open(
                            folder.resolve("out.vcf.gz"),
                            new ImputedVcfHeader(plan.samples(), plan.contigs(), List.of(), fields),
                            1),
                    RunRecorder.SILENT);
            return true;
        } catch (InputException e) {
            assertThat(e).hasMessageContaining("Fix: ");
            return false;
        }
    }

    @Test
    void changedRecordsAreImputedOrRefused() throws IOException {
        int imputed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Random random = new Random(i);
            List<String[]> panel = records(6, 1, random);
            List<String[]> target = records(3, 3, random);
            if (i % 2 == 0) mutate(panel, true, random);
            mutate(target, false, random);
            try {
                Path panelFile = write("panel.vcf", 6, "P", panel);
                Path targetFile = write("target.vcf", 3, "T", target);
                if (imputes(panelFile, targetFile, i % 3 > 0, random)) imputed++;
            } catch (RuntimeException | Error e) {
                fail("mutation " + i, e);
            }
        }
        assertThat(imputed).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }
}

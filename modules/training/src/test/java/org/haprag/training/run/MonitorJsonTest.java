package org.haprag.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.haprag.io.Progress;
import org.haprag.training.ValidationScore;
import org.haprag.training.monitor.Accuracy;
import org.haprag.training.monitor.BatchFigures;
import org.haprag.training.monitor.GroupShare;
import org.haprag.training.monitor.MonitorReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorJsonTest {
    private static final Path SCHEMA = Path.of("../../data-schemas/training.schema.json");

    @TempDir
    Path folder;

    private static MonitorReport report(double f1) {
        Accuracy accuracy = new Accuracy(f1, Double.NaN, .8, .01);
        return new MonitorReport(
                100,
                new BatchFigures(50, .4, .1, Map.of("hap1", .2), Double.NaN, Double.NaN, 0),
                .3,
                .95,
                accuracy,
                accuracy,
                accuracy,
                .9,
                .7,
                List.of(new GroupShare("0.01-0.02", 7, 1, Double.NaN, 1)),
                List.of(new GroupShare("0-0.1", 7, 1, Double.NaN, 1)),
                .4,
                Double.NaN,
                Map.of("hap1 hap2", .5),
                1,
                1,
                f1,
                0,
                List.of(.31, .3));
    }

    @Test
    void whatIsWrittenFitsItsSchemaAndWhatIsNotDefinedIsNull() throws Exception {
        JsonNode json = MonitorJson.tree(List.of(report(.8), report(Double.NaN)));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(SCHEMA))
                        .validate(new ObjectMapper().readTree(json.toString())))
                .isEmpty();
        JsonNode first = json.at("/validations/0");
        assertThat(first.at("/all/altF1").isNull()).isTrue();
        assertThat(first.at("/byMaf/0/lossShare").isNull()).isTrue();
        assertThat(first.at("/gap").asDouble()).isEqualTo(.9 - .7);
        assertThat(first.at("/gradientCosines/hap1 hap2").asDouble()).isEqualTo(.5);
        assertThat(first.at("/signs").toString()).contains("\"WARNING\"", "overfits");
    }

    @Test
    void historyAndMetricsAreWrittenLineByLine() throws Exception {
        History history = new History(new Progress() {
            @Override
            public void advance(long by) {}

            @Override
            public void note(String text) {}

            @Override
            public void close() {}
        });
        history.step(1, .5, 1);
        history.validated(1, new ValidationScore(.3, .1, .2, .25), true);
        history.monitored(report(.8));
        history.summarise();
        history.write(folder.resolve("h.tsv"), folder.resolve("m.json"));
        List<String> lines = Files.readAllLines(folder.resolve("h.tsv"));
        assertThat(lines.get(0))
                .endsWith("\tbest\tvalidation_macro_f1\tvalidation_rare_macro_f1\tvalidation_ece"
                        + "\tmacro_f1_gap\teffective_data_use\tloss_deviation");
        assertThat(lines.get(1))
                .isEqualTo("1\t0.500000\t0.300000\t0.250000\t0.100000\t0.5000\tyes"
                        + "\t0.800000\t0.800000\t0.010000\t0.200000\t0.400000\t0.100000");
        assertThat(lines).hasSize(2);
        assertThat(Files.readString(folder.resolve("m.json"))).contains("\"validations\" : [");
    }
}

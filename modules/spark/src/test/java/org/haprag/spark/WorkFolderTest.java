package org.haprag.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.haprag.genotype.CmWindow;
import org.haprag.genotype.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    Path folder;

    private Path root() {
        return folder.resolve("out.work");
    }

    @Test
    void theSameJobGoesOnAndAnotherIsRefused() throws IOException {
        assertThat(WorkFolder.begun(root())).isFalse();
        WorkFolder.open(root(), "version 1\npanel sha256=a");
        assertThat(WorkFolder.begun(root())).isTrue();
        WorkFolder.open(root(), "version 1\npanel sha256=a");
        assertThatThrownBy(() -> WorkFolder.open(root(), "version 1\npanel sha256=b"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found panel sha256=a, expected panel sha256=b")
                .hasMessageContaining("remove the folder");
    }

    @Test
    void onlyWhatIsStillWhatItsManifestSaysIsFinished() throws IOException {
        WorkFolder work = WorkFolder.open(root(), "job");
        Unit unit = new Unit(3, 1);
        List<Path> files = List.of(work.dosages(unit), work.leftOut(unit));
        work.write(files.get(0), new CmWindow(0, 4, 1, 3));
        work.write(files.get(1), new CmWindow(0, 5, 1, 3));
        assertThat(WorkFolder.finished(files)).as("no manifest").isFalse();
        work.finish(files);
        assertThat(WorkFolder.finished(files)).isTrue();
        assertThat(WorkFolder.finished(files.subList(0, 1))).isFalse();
        assertThat(WorkFolder.read(files.get(1), CmWindow.class)).isEqualTo(new CmWindow(0, 5, 1, 3));
        Files.write(files.get(1), new byte[] {1});
        assertThat(WorkFolder.finished(files)).as("another content").isFalse();
        Files.delete(files.get(1));
        assertThat(WorkFolder.finished(files)).as("a file is gone").isFalse();
    }

    @Test
    void onlyOurValuesAreReadBack() throws IOException {
        WorkFolder work = WorkFolder.open(root(), "job");
        work.write(work.panel(0), new javax.management.ObjectName[0]);
        assertThatThrownBy(() -> WorkFolder.read(work.panel(0), Object.class))
                .isInstanceOf(InvalidClassException.class);
    }

    @Test
    void nothingIsLeftOfAWindowOrOfAll() throws IOException {
        WorkFolder work = WorkFolder.open(root(), "job");
        work.write(work.panel(0), new CmWindow(0, 4, 1, 3));
        assertThatThrownBy(() -> work.appear(work.panel(1), to -> {
                    Files.writeString(to, "half");
                    throw new IOException("full");
                }))
                .hasMessage("full");
        assertThat(work.panel(1).getParent()).isEmptyDirectory();
        work.remove(0);
        assertThat(work.panel(0).getParent()).doesNotExist();
        work.remove();
        assertThat(root()).doesNotExist();
    }
}

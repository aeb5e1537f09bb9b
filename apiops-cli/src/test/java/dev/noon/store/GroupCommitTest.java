package dev.noon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final byte[] CHANGE = {1};

    private final FakeFile file = new FakeFile();
    private final AtomicReference<RuntimeException> broken = new AtomicReference<>(new RuntimeException("not broken"));
    private final GroupCommit commits = new GroupCommit(file, 7, broken::set);

    @Test
    void aWriteIsAppendedThenCarriedOutThenForced() {
        String answer = commits.write(CHANGE, () -> {
            assertThat(file.appended).hasValue(8);
            assertThat(file.forced).hasValue(0);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(file.forced).hasValue(1);
    }

    @Test
    void aReadOfWhatIsDurableForcesNothing() {
        commits.write(CHANGE, () -> "x");
        commits.read(() -> "x");

        assertThat(file.forced).hasValue(1);
    }

    @Test
    void whoeverArrivesWhileTheDeviceIsForcedSharesTheNextForce() throws Exception {
        file.holdForce = new CountDownLatch(1);
        List<CompletableFuture<String>> all = new ArrayList<>();
        all.add(CompletableFuture.supplyAsync(() -> commits.write(CHANGE, () -> "first"), GroupCommitTest::onThread));
        await().until(() -> file.forcing.get() == 1);
        AtomicInteger applied = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> commits.write(CHANGE, () -> "later" + applied.incrementAndGet()), GroupCommitTest::onThread));
        }
        await().until(() -> applied.get() == 5);
        assertThat(all).noneMatch(CompletableFuture::isDone);

        file.holdForce.countDown();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();

        assertThat(file.forced).hasValue(2);
        assertThat(file.appended).hasValue(13);
        assertThat(commits.forces()).isEqualTo(2);
    }

    @Test
    void aReaderDoesNotLearnWhatAKillCouldTakeBack() throws Exception {
        file.holdForce = new CountDownLatch(1);
        CompletableFuture<String> write =
                CompletableFuture.supplyAsync(() -> commits.write(CHANGE, () -> "x"), GroupCommitTest::onThread);
        await().until(() -> file.forcing.get() == 1);
        CompletableFuture<Integer> read =
                CompletableFuture.supplyAsync(() -> commits.read(file.forced::get), GroupCommitTest::onThread);
        assertThat(read).isNotDone();

        file.holdForce.countDown();

        write.get();
        read.get();
        assertThat(file.forced).hasValue(1);
    }

    @Test
    void aFailedCommandIsForcedTooSinceItMayHaveChangedSomething() {
        assertThatThrownBy(() -> commits.write(CHANGE, () -> {
                    throw new IllegalStateException("duplicate");
                }))
                .hasMessage("duplicate");

        assertThat(file.forced).hasValue(1);
    }

    @Test
    void workAloneLeavesNothingToForce() {
        commits.write(CHANGE, () -> "x");
        commits.alone(last -> assertThat(last).isEqualTo(8));
        commits.read(() -> "x");

        assertThat(file.forced).hasValue(1);
    }

    @Test
    void aFileThatCannotBeWrittenIsNotAnsweredAsDone() {
        file.fails = true;

        assertThatThrownBy(() -> commits.write(CHANGE, () -> "x")).hasMessage("disk full");
        assertThat(broken.get()).hasMessage("disk full");
    }

    private static void onThread(Runnable task) {
        new Thread(task).start();
    }

    private static final class FakeFile implements DurableFile {

        private final AtomicLong appended = new AtomicLong();
        private final AtomicInteger forcing = new AtomicInteger();
        private final AtomicInteger forced = new AtomicInteger();
        private CountDownLatch holdForce = new CountDownLatch(0);
        private boolean fails;

        @Override
        public void append(long sequence, byte[] change) {
            if (fails) {
                throw new IllegalStateException("disk full");
            }
            appended.set(sequence);
        }

        @Override
        public void force() {
            forcing.incrementAndGet();
            try {
                holdForce.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            forced.incrementAndGet();
        }
    }
}

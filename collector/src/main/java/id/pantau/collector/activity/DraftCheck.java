package id.pantau.collector.activity;

import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Checks what a person sent, field by field, before anything is looked up. */
final class DraftCheck {
  /** As in the database; beyond them a report is an essay. */
  static final int MAX_NOTE = 1000;

  static final int MAX_OBSTACLE = 500;
  static final int MAX_HELP_FROM = 80;

  /** More than any regency's whole budget; catches what would overflow sums. */
  static final long MAX_RP = 100_000_000_000_000L;

  private DraftCheck() {}

  /** A report whose fields are each in order. */
  record Checked(
      LocalDate date,
      UpdateKind kind,
      ProgressPolicy.Entry entry,
      Optional<String> note,
      Optional<CheckedObstacle> obstacle,
      Optional<String> correctionReason,
      Optional<Long> confirmedFinancialRp) {}

  record CheckedObstacle(
      String code, String text, Optional<String> helpFrom, Optional<LocalDate> dueDate) {}

  sealed interface Result {
    record Ok(Checked checked) implements Result {}

    record Wrong(List<FieldError> issues) implements Result {}
  }

  static Result check(UpdateDraft draft, Set<String> obstacleCodes) {
    var issues = new ArrayList<FieldError>();
    Optional<UpdateKind> kind =
        draft.kind().flatMap(word -> Words.find(UpdateKind.class, UpdateKind::word, word));
    if (draft.date().isEmpty()) {
      issues.add(new FieldError("date", "required"));
    }
    if (kind.isEmpty()) {
      issues.add(new FieldError("kind", "unknown-kind"));
    }
    ProgressPolicy.Entry entry = entry(draft, issues);
    if (kind.isPresent()) {
      checkKind(kind.get(), entry, issues);
    }
    Optional<String> note = text(draft.note(), "note", MAX_NOTE, issues);
    Optional<String> reason =
        text(draft.correctionReason(), "correctionReason", FieldCheck.SENTENCE_MAX, issues);
    if (reason.isPresent() && reason.get().length() < FieldCheck.SENTENCE_MIN) {
      issues.add(new FieldError("correctionReason", "too-short", FieldCheck.SENTENCE_MIN));
    }
    Optional<CheckedObstacle> obstacle =
        draft.obstacle().flatMap(sent -> obstacle(sent, draft.date(), obstacleCodes, issues));
    if (!issues.isEmpty() || draft.date().isEmpty() || kind.isEmpty()) {
      return new Result.Wrong(List.copyOf(issues));
    }
    return new Result.Ok(
        new Checked(
            draft.date().get(),
            kind.get(),
            entry,
            note,
            obstacle,
            reason,
            draft.confirmedFinancialRp()));
  }

  private static ProgressPolicy.Entry entry(UpdateDraft draft, List<FieldError> issues) {
    Optional<Double> physical = draft.physicalPct();
    if (physical.isPresent() && !(physical.get() >= 0 && physical.get() <= 100)) {
      issues.add(new FieldError("physicalPct", "not-a-percentage"));
      physical = Optional.empty();
    }
    Optional<Long> financial = draft.financialRp();
    if (financial.isPresent() && !(financial.get() >= 0 && financial.get() <= MAX_RP)) {
      issues.add(new FieldError("financialRp", "not-an-amount"));
      financial = Optional.empty();
    }
    return new ProgressPolicy.Entry(
        physical
            .map(value -> OptionalDouble.of(Figures.round(value)))
            .orElseGet(OptionalDouble::empty),
        financial.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        word(
            draft.state(),
            "state",
            word -> Words.find(PackageState.class, PackageState::word, word),
            issues),
        word(draft.stage(), "stage", word -> Words.find(Stage.class, Stage::word, word), issues));
  }

  private static void checkKind(
      UpdateKind kind, ProgressPolicy.Entry entry, List<FieldError> issues) {
    switch (kind) {
      case NIHIL -> {
        if (!entry.isEmpty()) {
          issues.add(new FieldError("kind", "nihil-with-values"));
        }
      }
      case PROGRESS -> {
        if (entry.isEmpty() && issues.isEmpty()) {
          issues.add(new FieldError("physicalPct", "progress-without-values"));
        }
      }
    }
  }

  private static Optional<CheckedObstacle> obstacle(
      UpdateDraft.ObstacleDraft sent,
      Optional<LocalDate> date,
      Set<String> codes,
      List<FieldError> issues) {
    int before = issues.size();
    String code = sent.code().orElse("");
    if (!codes.contains(code)) {
      issues.add(new FieldError("obstacle.code", "unknown-obstacle"));
    }
    Optional<String> text = text(sent.text(), "obstacle.text", MAX_OBSTACLE, issues);
    if (text.isEmpty() && issues.size() == before) {
      issues.add(new FieldError("obstacle.text", "required"));
    }
    Optional<String> helpFrom = text(sent.helpFrom(), "obstacle.helpFrom", MAX_HELP_FROM, issues);
    Predicate<LocalDate> beforeReport = due -> date.map(due::isBefore).orElse(false);
    if (sent.dueDate().filter(beforeReport).isPresent()) {
      issues.add(new FieldError("obstacle.dueDate", "before-the-report"));
    }
    return issues.size() > before
        ? Optional.empty()
        : Optional.of(new CheckedObstacle(code, text.orElse(""), helpFrom, sent.dueDate()));
  }

  /** Blank is the same as absent. */
  private static Optional<String> text(
      Optional<String> sent, String field, int max, List<FieldError> issues) {
    Optional<String> text = sent.map(String::strip).filter(value -> !value.isEmpty());
    if (text.isPresent() && text.get().length() > max) {
      issues.add(new FieldError(field, "too-long", max));
      return Optional.empty();
    }
    return text;
  }

  private static <E> Optional<E> word(
      Optional<String> sent,
      String field,
      Function<String, Optional<E>> find,
      List<FieldError> issues) {
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    Optional<E> found = find.apply(sent.get());
    if (found.isEmpty()) {
      issues.add(new FieldError(field, "unknown-word"));
    }
    return found;
  }
}

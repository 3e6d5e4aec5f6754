using System.Text.Json.Nodes;

namespace HumanRightsGraph.Evaluation.Tests;

public sealed class EvaluationTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "Sample");

    [Fact]
    public void The_sample_s_facts_are_read_from_its_text_and_are_right()
    {
        var document = Assert.Single(Evaluation.Of(Answer.ReadAll(Sample), Texts.Of([Sample])));
        Assert.Null(document.Refused);
        Assert.Empty(EvaluationReport.Differences([document], []));
        Assert.Equal(2, Score.Of(document.Judgements, "deliverables").Right);
        Assert.Contains("| cites | 1 | 1 | 1 | 1.000 | 1.000 | 1.000 | 1.000 |", EvaluationReport.Tables([document]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_whose_text_is_not_there_misses_everything()
    {
        var document = Assert.Single(Evaluation.Of(Answer.ReadAll(Sample), Texts.Of([])));
        Assert.NotNull(document.Refused);
        Assert.Equal((0, 2), (Score.Of(document.Judgements, "deliverables").Right, Score.Of(document.Judgements, "deliverables").Missed));
    }

    private static Score Judge(string fact, string expected, string printed)
    {
        var answer = new Answer("", JsonNode.Parse(expected)!.AsObject());
        var facts = JsonNode.Parse(printed)!.AsObject();
        return Score.Of([.. FrontMatterComparison.Compare(answer, facts), .. ListComparison.Compare(answer, facts), .. DeliverableComparison.Compare(answer, facts)], fact);
    }

    [Fact]
    public void A_citation_is_its_symbol_at_its_place_as_often_as_it_stands_there() =>
        Assert.Equal(new Score(2, 0, 1, 1, 0), Judge("cites",
            """{"cites": [{"symbol": "A/1", "paragraph": "PP1"}, {"symbol": "A/1", "paragraph": "PP1"}, {"symbol": "A/2", "paragraph": "OP1"}]}""",
            """{"cites": [{"symbol": "A/1", "paragraph": "PP1"}, {"symbol": "A/1", "paragraph": "PP1"}, {"symbol": "A/2", "paragraph": "OP2"}]}"""));

    [Fact]
    public void What_is_secondary_or_not_required_is_neither_a_gain_nor_a_loss()
    {
        Assert.Equal(new Score(1, 0, 0, 0, 0), Judge("mechanisms",
            """{"mechanisms": [{"id": "UPR", "paragraphs": ["OP1"]}, {"id": "NHRIS", "paragraphs": ["OP1", "OP2"], "weight": "secondary"}]}""",
            """{"mechanisms": [{"id": "UPR", "paragraphs": ["OP1"]}, {"id": "NHRIS", "paragraphs": ["OP2"]}]}"""));
        Assert.Equal(new Score(0, 0, 0, 0, 0), Judge("deliverables",
            """{"deliverables": [{"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR", "required": false}]}""", """{"deliverables": []}"""));
    }

    [Fact]
    public void Occasions_of_one_request_are_told_apart_by_their_sessions()
    {
        const string Expected = """{"deliverables": [{"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR", "dueSession": "HRC/54"}, {"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR", "dueSession": "HRC/57"}]}""";
        const string Printed = """{"deliverables": [{"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR", "dueSession": "HRC/57"}, {"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR", "dueSession": "HRC/55"}]}""";
        Assert.Equal(new Score(2, 0, 0, 0, 0), Judge("deliverables", Expected, Printed));
        Assert.Equal(new Score(1, 1, 0, 0, 0), Judge("deliverables.dueSession", Expected, Printed));
        Assert.Equal(new Score(1, 1, 0, 0, 0), Judge("deliverables.exact", Expected, Printed));
    }

    [Fact]
    public void Another_kind_in_the_right_paragraph_is_wrong_unless_the_reader_accepts_it()
    {
        const string Printed = """{"deliverables": [{"paragraph": "1", "kind": "STUDY", "assignee": "OHCHR"}]}""";
        Assert.Equal(new Score(0, 1, 0, 0, 0), Judge("deliverables", """{"deliverables": [{"paragraph": "1", "kind": "REPORT", "assignee": "OHCHR"}]}""", Printed));
        Assert.Equal(new Score(1, 0, 0, 0, 0), Judge("deliverables", """{"deliverables": [{"paragraph": "1", "kind": "REPORT", "acceptKind": ["STUDY"], "assignee": "OHCHR"}]}""", Printed));
    }

    [Fact]
    public void What_is_not_annotated_is_not_judged_and_a_null_is()
    {
        Assert.Equal(new Score(0, 0, 0, 0, 0), Judge("front", "{}", """{"session": "HRC/54"}"""));
        Assert.Equal(new Score(0, 0, 0, 1, 0), Judge("front", """{"session": null}""", """{"session": "HRC/54"}"""));
        Assert.Equal(new Score(0, 0, 0, 0, 1), Judge("front", """{"session": null}""", """{"session": null}"""));
        Assert.Equal(1, new Score(0, 0, 0, 0, 1).Share);
    }

    [Fact]
    public void Precision_and_recall_are_of_the_printed_and_of_the_expected()
    {
        var score = new Score(Right: 6, Wrong: 1, Missed: 3, Extra: 1, Absent: 5);
        Assert.Equal((0.75, 0.6), (score.Precision!.Value, score.Recall!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
        Assert.Equal(2 * 0.75 * 0.6 / 1.35, score.F1!.Value, 9);
    }
}

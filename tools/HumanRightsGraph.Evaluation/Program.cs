using System.CommandLine;
using HumanRightsGraph.Evaluation;

var annotations = new Argument<string>("ANNOTATIONS") { Description = "A folder of answers by careful reading, a JSON file a document, or one file" };
var texts = new Option<string[]>("--texts") { Description = "Folders with the documents", AllowMultipleArgumentsPerToken = true, HelpName = "DIR" };
var printed = new Option<string?>("--facts") { Description = "Judge what hrgraph extract printed instead of reading the documents", HelpName = "FILE" };
var differences = new Option<bool>("--differences") { Description = "List what differs, before the tables" };
var facts = new Option<string[]>("--fact") { Description = "Only these facts' differences (cites, deliverables, front …)", AllowMultipleArgumentsPerToken = true, HelpName = "FACT" };
var language = new Option<string?>("--language") { Description = "Only the documents in this language", HelpName = "L" };
var kind = new Option<string?>("--kind") { Description = "Only the documents of this kind", HelpName = "K" };

var command = new RootCommand("Precision, recall and F1 of the extraction, by fact, language and kind") { annotations, texts, printed, differences, facts, language, kind };
command.Validators.Add(result =>
{
    if (result.GetValue(texts) is not { Length: > 0 } == result.GetValue(printed) is null) result.AddError("Give either --texts DIR or --facts FILE.");
});
command.SetAction(parsed =>
{
    try
    {
        var answers = Answer.ReadAll(parsed.GetValue(annotations)!)
            .Where(a => parsed.GetValue(language) is not { } l || a.Language == l).Where(a => parsed.GetValue(kind) is not { } k || a.Kind == k).ToList();
        var documents = Evaluation.Of(answers, parsed.GetValue(printed) is { } file ? Texts.Printed(file) : Texts.Of(parsed.GetValue(texts)!));
        if (parsed.GetValue(differences) || parsed.GetValue(facts) is { Length: > 0 })
            foreach (var difference in EvaluationReport.Differences(documents, parsed.GetValue(facts) ?? [])) Console.Out.WriteLine(difference);
        else
            foreach (var document in documents.Where(d => d.Refused is not null)) Console.Error.WriteLine($"{document.Answer.Symbol}: not read: {document.Refused}");
        Console.Out.WriteLine(EvaluationReport.Tables(documents));
        return documents.Any(d => d.Refused is not null) ? 1 : 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

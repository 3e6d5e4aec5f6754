using System.CommandLine;
using HumanRightsGraph.Documents;
using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Ingestion.Runs;

namespace HumanRightsGraph.Server.Commands;

/// <summary><c>hrgraph extract</c>: what documents say, as a JSON array in the order of the files.</summary>
internal static class ExtractCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Documents (.txt .docx .pdf .html), or folders of them" };
    private static readonly Option<string?> Symbol = new("--symbol") { Description = "The symbol of the one file", HelpName = "S" };
    private static readonly Option<string?> Language = new("--language") { Description = "The language of all files", HelpName = "L" };
    private static readonly Option<string?> ManifestFile = new("--manifest") { Description = "JSON: which symbol and language each file is", HelpName = "FILE" };
    private static readonly Option<bool> Explain = new("--explain") { Description = "Say which words led to each fact, on standard error" };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("ar", "en", "es", "fr", "ru", "zh");
        var command = new Command("extract", "Say what documents say, as JSON") { Files, Symbol, Language, ManifestFile, Explain };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Symbol) is not null && result.GetValue(Files)?.Length > 1)
                result.AddError("--symbol is for one file; for several, write a manifest (--manifest).");
        });
        command.SetAction((parsed, cancellation) => Outcomes.Guard(() => Task.FromResult(Run(parsed, cancellation))));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (files, manifestError) = SourceFiles.Find(parsed.GetValue(Files)!, parsed.GetValue(ManifestFile), LimitSettings.Of(Settings.ReadConfiguration([])).Documents);
        if (manifestError is not null) return Outcomes.Fail(manifestError.Code, manifestError.Message);

        var all = new List<DocumentFacts>();
        var refused = 0;
        foreach (var file in files.Where(f => f.Kind != SourceKind.PassedOver))
        {
            cancellation.ThrowIfCancellationRequested();
            var hints = file.Hints with
            {
                Symbol = parsed.GetValue(Symbol) ?? file.Hints.Symbol,
                Language = parsed.GetValue(Language) ?? file.Hints.Language,
            };
            var (bytes, error) = file.Read();
            var result = bytes is null ? new ExtractionResult(null, error, []) : DocumentReader.Read(bytes, hints);
            if (result.Facts is { } facts) all.Add(facts);
            else
            {
                refused++;
                Console.Error.WriteLine($"{file.Path}: {result.Error!.Code}: {result.Error.Message}");
            }
            if (!parsed.GetValue(Explain)) continue;
            foreach (var why in result.Explanations) Console.Error.WriteLine($"{file.Path}: {why.Paragraph}: {why.Fact}  [{why.Rule}]  {why.Words}");
        }
        Console.Out.WriteLine(FactsJson.WriteIndented(all));
        return refused == 0 ? HrgraphCommand.Done : HrgraphCommand.Failed;
    }
}

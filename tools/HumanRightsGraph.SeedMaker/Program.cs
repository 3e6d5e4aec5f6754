using System.CommandLine;
using HumanRightsGraph.SeedMaker;

var texts = new Argument<string[]>("TEXTS") { Arity = ArgumentArity.OneOrMore, Description = "Documents, or folders of them" };
var seed = new Option<string>("--seed") { Description = "The seed's folder", DefaultValueFactory = _ => "seed", HelpName = "DIR" };
var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 where the seed would change" };

var command = new RootCommand("Makes seed/documents from texts: the facts of the Human Rights Council's documents and of the General Assembly's that belong to them") { texts, seed, check };
command.SetAction(parsed =>
{
    try
    {
        var made = SeedMaking.Of(SeedMaking.Read(parsed.GetValue(texts)!, Console.Error), SeedMaking.Corrected(parsed.GetValue(seed)!));
        foreach (var note in made.Notes) Console.Error.WriteLine(note);
        var changed = SeedFiles.Write(parsed.GetValue(seed)!, made.Documents, parsed.GetValue(check));
        foreach (var file in changed) Console.Out.WriteLine(file);
        Console.Error.WriteLine($"{made.Documents.Count:N0} documents with {made.Documents.Sum(d => d.Facts.Deliverables.Length):N0} requests for deliverables; {changed.Count:N0} files {(parsed.GetValue(check) ? "would change" : "changed")}.");
        return parsed.GetValue(check) && changed.Count > 0 ? 1 : 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

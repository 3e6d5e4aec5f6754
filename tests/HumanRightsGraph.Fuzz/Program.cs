using System.Diagnostics;
using System.Globalization;
using HumanRightsGraph.Fuzz;

// hrgraph-fuzz mutate COUNT [SEED]     so many mutated documents through parser, validator and planner
// hrgraph-fuzz distinct COUNT          so many distinct operations through one pipeline and its plan cache
// hrgraph-fuzz replay FILE             one document, such as a finding, ten times
if (args is ["replay", var file])
{
    var repeated = new Fuzzing(0);
    var document = File.ReadAllBytes(file);
    for (var i = 0; i < 10; i++)
    {
        var watch = Stopwatch.StartNew();
        repeated.Replay(document);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:N1} ms"));
    }
    Console.WriteLine(repeated.Tally);
    return 0;
}
if (args is not [var command and ("mutate" or "distinct"), var number, ..] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
{
    Console.Error.WriteLine("mutate COUNT [SEED] | distinct COUNT | replay FILE");
    return 2;
}
if (command == "distinct") return DistinctOperations.Run(count, Console.Out);

var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000);
Console.WriteLine($"seed {seed}");
var fuzzing = new Fuzzing(seed);
for (var done = 0L; done < count;)
{
    var piece = (int)Math.Min(100_000, count - done);
    if (fuzzing.Run(piece) is { } finding)
    {
        Console.Error.WriteLine($"seed {seed}, document {fuzzing.Tally.Documents}: {finding.Message}");
        return 1;
    }
    done += piece;
    Console.WriteLine($"{fuzzing.Tally}; {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB resident");
}
return 0;

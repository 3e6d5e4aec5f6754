using System.Diagnostics;
using System.Text;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.Fuzz;

/// <summary>How far documents came, and what the dearest of them cost.</summary>
public sealed class Tally
{
    public long Documents { get; internal set; }
    public long Parsed { get; internal set; }
    public long Valid { get; internal set; }
    public long Planned { get; internal set; }
    public long Schemas { get; internal set; }
    public TimeSpan Slowest { get; internal set; }
    public long MostAllocated { get; internal set; }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Documents:N0} documents: {Parsed:N0} parsed, {Valid:N0} valid, {Planned:N0} planned, {Schemas:N0} schemas built; slowest {Slowest.TotalMilliseconds:N0} ms, most allocated {MostAllocated / 1024:N0} KiB");
}

/// <summary>A document at which something went wrong.</summary>
public sealed class Finding(string what, byte[] document) : Exception($"{what}\n{Convert.ToBase64String(document)}\n{Encoding.UTF8.GetString(document)}");

/// <summary>
/// Sends a document through all that reads one: the reader of requests, the lexer, parser and printer, the validator, the builder of schemas,
/// the planner. Whatever the bytes, each step gives a value or an error; none throws, takes a second or allocates without bound.
/// </summary>
public sealed class Target(ApiSchema api)
{
    /// <summary>A text of 64 KiB and its tree take a few MiB; a limit that counts the wrong thing shows up far above.</summary>
    private const long MaxAllocated = 64 << 20;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    public Tally Tally { get; } = new();

    /// <exception cref="Finding">Something went wrong.</exception>
    public void Try(byte[] document)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Tally.Documents++;
        try
        {
            Pass(document);
        }
        catch (Exception e) when (e is not Finding)
        {
            throw new Finding(e.ToString(), document);
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (watch.Elapsed > Tally.Slowest) Tally.Slowest = watch.Elapsed;
        Tally.MostAllocated = Math.Max(Tally.MostAllocated, allocated);
        // A busy machine is no finding: what took long must take the processor as long, again and again.
        if (watch.Elapsed > MaxTime && Enumerable.Range(0, 3).Min(_ => Again(document)) > MaxTime) throw new Finding($"It took {watch.Elapsed.TotalMilliseconds:N0} ms.", document);
        if (allocated > MaxAllocated) throw new Finding($"It allocated {allocated:N0} bytes.", document);
    }

    private TimeSpan Again(byte[] document)
    {
        var (watch, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Pass(document);
        used = Environment.CpuUsage.TotalTime - used;
        return used < watch.Elapsed ? used : watch.Elapsed;
    }

    private void Pass(byte[] document)
    {
        RequestReader.FromJson(document);
        SchemaCoordinate.Parse(Encoding.UTF8.GetString(document.AsSpan(0, Math.Min(document.Length, 100))));
        var (read, error) = Parser.Parse(document);
        if (error is not null) Check(error, document);
        if (read is null) return;
        Tally.Parsed++;
        var printed = Printer.Print(read);
        if (Parser.Parse(printed, ParserOptions.Trusted).Document is not { } again || Printer.Print(again) != printed) throw new Finding("It does not print to a fixed point.", document);
        if (read.Definitions.Any(d => d is TypeSystemNode) && SchemaBuilder.Build(read).Schema is { } schema)
        {
            Tally.Schemas++;
            SchemaPrinter.Print(schema);
        }
        var errors = Validator.Validate(api.Types, read);
        foreach (var found in errors) Check(found, document);
        if (!errors.IsEmpty) return;
        Tally.Valid++;
        foreach (var operation in read.Definitions.OfType<OperationDefinitionNode>())
        {
            if (PlanCompiler.Compile(api, read, operation).Plan is not { } plan) continue;
            Tally.Planned++;
            if (VariableValues.Coerce(api.Types, operation, null).Values is { } variables) OperationBinder.Bind(plan, variables, PlanLimits.Default);
        }
    }

    /// <summary>Every error has a code and a message that does not repeat the whole document.</summary>
    private static void Check(GraphQLError error, byte[] document)
    {
        if (error.Code.Length == 0 || error.Message.Length is 0 or > 2_000) throw new Finding($"Its error is no good: {error.Code} {error.Message}", document);
    }
}

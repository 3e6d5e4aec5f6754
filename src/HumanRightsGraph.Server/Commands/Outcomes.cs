using HumanRightsGraph.Graph;
using HumanRightsGraph.Graph.Store;

namespace HumanRightsGraph.Server.Commands;

/// <summary>How a command ends when the world outside fails it: a code, what and where, exit 1.</summary>
internal static class Outcomes
{
    public static async Task<int> Guard(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine($"USAGE: {e.Message}");
            return HrgraphCommand.WrongUsage;
        }
        catch (GraphStoreException e)
        {
            return Fail(e.Code, e.Message);
        }
        catch (Exception e) when (SystemFailure.Is(e))
        {
            return Fail("FILE_UNREADABLE", $"{(e as FileNotFoundException)?.FileName ?? "A file"} can't be read or written: {SystemFailure.Reason(e)}.");
        }
        catch (OperationCanceledException)
        {
            return Fail("CANCELLED", "Stopped; what was imported or written so far is kept.");
        }
    }

    public static int Fail(string code, string message)
    {
        Console.Error.WriteLine($"{code}: {message}");
        return HrgraphCommand.Failed;
    }
}

using BenchmarkDotNet.Running;
using HumanRightsGraph.Benchmarks.Memory;

switch (args)
{
    // constant URL FILE: Kestrel alone, with the file's bytes as the answer to every POST.
    case ["constant", var url, var file]: await ConstantServer.RunAsync(url, file); return 0;
    // allocations STORE [RESOLUTIONS]: time and memory of a request, from its bytes to the answer's, without HTTP.
    case ["allocations", var store, ..]:
        Environment.SetEnvironmentVariable(RequestBenchmark.StoreVariable, Path.GetFullPath(store));
        BenchmarkRunner.Run<RequestBenchmark>();
        return 0;
    default:
        Console.Error.WriteLine("constant URL FILE | allocations STORE");
        return 2;
}

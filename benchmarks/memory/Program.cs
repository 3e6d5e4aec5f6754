using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using HumanRightsGraph.Benchmarks.Memory;

switch (args)
{
    // constant URL FILE: Kestrel alone, with the file's bytes as the answer to every POST.
    case ["constant", var url, var file]: await ConstantServer.RunAsync(url, file); return 0;
    // allocations STORE: time and memory of a request, from its bytes to the answer's, without HTTP.
    case ["allocations", var store]:
        Environment.SetEnvironmentVariable(RequestBenchmark.StoreVariable, Path.GetFullPath(store));
        // In this process, which is built as it should be: no other project has to be made and restored.
        BenchmarkRunner.Run<RequestBenchmark>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
    default:
        Console.Error.WriteLine("constant URL FILE | allocations STORE");
        return 2;
}

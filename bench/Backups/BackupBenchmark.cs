using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Azurite;
using PromptFunctions.LocalHost;
using Spectre.Console;

namespace PromptFunctions.Bench.Backups;

/// <summary>
/// How long a backup takes and its restore into another account, over HTTP, beside a bare copy of the same rows and contents.
/// The emulator's own speed says little of a service's: the calls that are made are counted, too.
/// </summary>
internal static class BackupBenchmark
{
    private const int ContentCharacters = 2000;
    private const double MostTime = 3;

    private static readonly string[] ChangeLog = ["changed"];

    public static async Task<int> RunAsync(BackupBenchmarkOptions options)
    {
        await using var one = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var other = await AzuriteServer.StartAsync(new AzuriteOptions());
        var (sourceCalls, targetCalls) = (new CountedCalls(), new CountedCalls());
        await using var source = await StartAsync(one, sourceCalls);
        await using var target = await StartAsync(other, targetCalls);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("prompts", maxValue: options.Prompts);
            for (var i = 0; i < options.Prompts; i++, task.Increment(1)) (await http.PostAsJsonAsync($"{source.ApiAddress}/import", Prompt(i, options.Versions))).EnsureSuccessStatusCode();
        });

        var copying = Stopwatch.GetTimestamp();
        await RawCopy.RunAsync(one.ConnectionString, other.ConnectionString);
        var copied = Stopwatch.GetElapsedTime(copying);

        var file = Path.GetTempFileName();
        try
        {
            sourceCalls.Take();
            var exporting = Stopwatch.GetTimestamp();
            await using (var to = File.Create(file)) await (await http.GetStreamAsync(new Uri($"{source.ApiAddress}/export"))).CopyToAsync(to);
            var exported = Stopwatch.GetElapsedTime(exporting);
            var exportCalls = sourceCalls.Take();

            targetCalls.Take();
            var restoring = Stopwatch.GetTimestamp();
            await using var from = File.OpenRead(file);
            using var body = new StreamContent(from) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
            (await http.PostAsync(new Uri($"{target.ApiAddress}/import"), body)).EnsureSuccessStatusCode();
            var restored = Stopwatch.GetElapsedTime(restoring);
            return Report(options, copied, (exported, exportCalls), (restored, targetCalls.Take()), new FileInfo(file).Length) ? 0 : 1;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<LocalHostApp> StartAsync(AzuriteServer storage, CountedCalls calls) => LocalHostApp.StartAsync(new LocalHostOptions
    {
        StorageConnectionString = storage.ConnectionString,
        RunTimers = false,
        ConfigureServices = services => services.AddSingleton<HttpPipelinePolicy>(calls),
    });

    private static object Prompt(int number, int versions) => new
    {
        prompt = new { name = string.Create(CultureInfo.InvariantCulture, $"prompt-{number:D4}"), type = "text_to_sql" },
        versions = Enumerable.Range(1, versions).Select(version => new { version = $"0.0.{version}", content = $"Prompt {number}, version {version}. ".PadRight(ContentCharacters, 'x'), changeLog = ChangeLog }),
    };

    private static bool Report(BackupBenchmarkOptions options, TimeSpan copied, (TimeSpan Time, (long Tables, long Blobs) Calls) export, (TimeSpan Time, (long Tables, long Blobs) Calls) restore, long bytes)
    {
        var ratio = (export.Time + restore.Time) / copied;
        AnsiConsole.Write(new Table().Title($"{options.Prompts:N0} prompts with {options.Versions:N0} versions each, {bytes / 1e6:0.0} MB")
            .AddColumns("", "seconds", "versions a second", "table calls a prompt", "blob calls a prompt", "bound")
            .AddRow(Row("bare copy", copied, null))
            .AddRow(Row("backup", export.Time, export.Calls))
            .AddRow(Row("restore", restore.Time, restore.Calls))
            .AddRow("both beside the bare copy", $"{ratio:0.00}×", "", "", "", $"≤ {MostTime}×"));
        return Bounds.Report(ratio <= MostTime);

        string[] Row(string what, TimeSpan time, (long Tables, long Blobs)? calls) =>
        [
            what, $"{time.TotalSeconds:0.0}", $"{options.Prompts * options.Versions / time.TotalSeconds:N0}",
            calls is null ? "" : $"{(double)calls.Value.Tables / options.Prompts:0.0}", calls is null ? "" : $"{(double)calls.Value.Blobs / options.Prompts:0.0}", "",
        ];
    }
}

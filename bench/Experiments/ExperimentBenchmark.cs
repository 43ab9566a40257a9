using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Azurite;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.LocalHost;
using Spectre.Console;

namespace PromptFunctions.Bench.Experiments;

/// <summary>
/// How long the evaluation of an experiment takes with many subjects, beside one with few: over HTTP, with all subjects kept
/// in memory. Both are asked in turns, so that whatever else the machine does hits both. How many storage calls it makes
/// is held by a test.
/// </summary>
internal static class ExperimentBenchmark
{
    private const double MostTime = 2;

    public static async Task<int> RunAsync(ExperimentBenchmarkOptions options)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var app = await LocalHostApp.StartAsync(new LocalHostOptions
        {
            StorageConnectionString = azurite.ConnectionString,
            RunTimers = false,
            ConfigureServices = services => services.AddSingleton<ISubjectStore, KeptSubjects>(),
        });
        var subjects = app.Services.GetRequiredService<ISubjectStore>();
        var experiments = app.Services.GetRequiredService<IExperimentStore>();
        using var http = new HttpClient { BaseAddress = app.BaseAddress };
        var few = await MeasuredExperiment.CreateAsync(http, "few", experiments);
        var many = await MeasuredExperiment.CreateAsync(http, "many", experiments);
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("subjects", maxValue: options.Few + options.Many);
            await few.FillAsync(subjects, options.Few, task.Increment);
            await many.FillAsync(subjects, options.Many, task.Increment);
        });

        var (fewTimes, manyTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < options.Rounds; round++)
        {
            fewTimes.Add(await TimeAsync(http, few, options.Few));
            manyTimes.Add(await TimeAsync(http, many, options.Many));
        }
        return Report(options, Median(fewTimes), Median(manyTimes)) ? 0 : 1;
    }

    /// <summary>How many milliseconds an evaluation takes.</summary>
    private static async Task<double> TimeAsync(HttpClient http, MeasuredExperiment experiment, int subjects)
    {
        var started = Stopwatch.GetTimestamp();
        var counted = await experiment.EvaluateAsync(http);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return counted == subjects ? time : throw new InvalidOperationException($"{counted} of {subjects} subjects were counted.");
    }

    // The first answers are compiled on the way.
    private static double Median(List<double> times) => times.Skip(times.Count / 10).Order().ElementAt((times.Count - (times.Count / 10)) / 2);

    private static bool Report(ExperimentBenchmarkOptions options, double few, double many)
    {
        AnsiConsole.Write(new Table().Title("evaluation of an experiment, median milliseconds")
            .AddColumns($"{options.Few:N0} subjects", $"{options.Many:N0} subjects", "", "bound")
            .AddRow($"{few:0.0}", $"{many:0.0}", $"{many / few:0.00}×", $"≤ {MostTime}×"));
        return Bounds.Report(many / few <= MostTime);
    }
}

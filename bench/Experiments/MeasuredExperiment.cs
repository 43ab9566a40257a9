using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Bench.Experiments;

/// <summary>An experiment whose subjects are folded as they would be if their results had been recorded.</summary>
internal sealed class MeasuredExperiment(ExperimentRecord experiment)
{
    public static async Task<MeasuredExperiment> CreateAsync(HttpClient http, string prompt, IExperimentStore experiments)
    {
        await SendAsync("versions", new { type = "text_to_sql", content = "one", version = "1.0.0" });
        await SendAsync("versions", new { content = "two", version = "1.1.0" });
        await SendAsync("versions/1.0.0/promote", new { status = "testing" });
        await SendAsync("versions/1.1.0/promote", new { status = "testing" });
        var created = await SendAsync("experiments", new { name = "measured", control = "1.0.0", treatment = "1.1.0" });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        return new((await experiments.ReadAsync(prompt, id, CancellationToken.None))!);

        async Task<HttpResponseMessage> SendAsync(string path, object body) => (await http.PostAsJsonAsync($"/api/prompts/{prompt}/{path}", body)).EnsureSuccessStatusCode();
    }

    /// <summary>Adds subjects with two metrics each, in transactions of the size that folding has.</summary>
    public async Task FillAsync(ISubjectStore store, int subjects, Action<double> done)
    {
        var keys = Enumerable.Range(0, subjects).Select(i => SubjectKey.Of(experiment.Traffic.Salt, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"user-{i}"))));
        await Parallel.ForEachAsync(keys.GroupBy(SubjectFolder.PartOf), async (part, cancellation) =>
        {
            var target = MetricTarget.OfSubjects(experiment.Prompt, experiment.Id, part.Key);
            var random = new Random(part.Key);
            foreach (var some in part.Chunk(SubjectFolder.MostEntities))
            {
                var state = await store.ReadStateAsync(target, cancellation);
                var tally = state.Tally ?? new ExperimentTally(experiment.Arms.Count);
                var records = some.ToDictionary(key => key, key => tally.Apply(experiment, null, ChangeOf(key, random))!);
                if (!await store.TryFoldAsync(target, new(state, DateOnly.MaxValue, tally, records, []), cancellation)) throw new InvalidOperationException("Another one folds the experiment.");
                lock (store) done(some.Length);
            }
        });
    }

    /// <summary>Asks for the results; gives how many subjects they count.</summary>
    public async Task<long> EvaluateAsync(HttpClient http)
    {
        var results = await http.GetFromJsonAsync<JsonElement>($"/api/prompts/{experiment.Prompt}/experiments/{experiment.Id}");
        return results.GetProperty("arms").EnumerateArray().Sum(arm => arm.GetProperty("subjects").GetInt64());
    }

    private SubjectChange ChangeOf(SubjectKey key, Random random) => new(
        key, experiment.Traffic.ArmAt(key.Bucket), false,
        [new("accuracy", Moments.Of(random.NextDouble())), new("response_time", Moments.Of(200 * random.NextDouble()))]);
}

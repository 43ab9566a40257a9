using PromptFunctions.IntegrationTests.Telemetry.Support;
using static PromptFunctions.IntegrationTests.Telemetry.Support.ObservedApp;

namespace PromptFunctions.IntegrationTests.Telemetry;

/// <summary>What a collector gets of the app in a process of its own.</summary>
public sealed class TelemetryTests(ObservedApp app) : IClassFixture<ObservedApp>
{
    private const string Requests = "Microsoft.AspNetCore";
    private const string Functions = "PromptFunctions.LocalHost";
    private const string StorageCalls = "Azure.Core.Http";

    [Fact]
    public async Task A_request_its_function_and_its_storage_calls_are_one_trace_the_callers()
    {
        var (trace, caller, _) = await app.SendAsync(HttpMethod.Post, $"prompts/{await app.PromptAsync()}/versions", new { content = "another" });

        var spans = await SpansAsync(trace, spans => spans.Any(span => span.Source == Requests), "the request");
        var request = Assert.Single(spans, span => span.Source == Requests);
        var function = Assert.Single(spans, span => span.Source == Functions);
        var change = Assert.Single(spans, span => span.Name == "change prompt");
        Assert.Equal((caller, request.SpanId, function.SpanId), (request.ParentId, function.ParentId, change.ParentId));
        Assert.Equal("POST api/prompts/{name}/versions", request.Name);
        Assert.Equal("function CreateVersion", function.Name);
        Assert.Contains(spans, span => span.Source == StorageCalls && span.ParentId == change.SpanId);
    }

    [Fact]
    public async Task A_problem_names_the_trace_that_leads_to_it()
    {
        var (trace, _, problem) = await app.SendAsync(HttpMethod.Get, "prompts/nowhere/resolve");

        Assert.Equal(trace, (string?)problem!["traceId"]);
        await SpansAsync(trace, spans => spans.Any(span => span.Name == "GET api/prompts/{name}/resolve"), "the request");
    }

    [Fact]
    public async Task A_rollout_leads_from_the_request_to_its_steps_and_from_a_rollback_to_the_engines_last()
    {
        var prompt = await app.PromptAsync();
        var (created, _, deployment) = await app.SendAsync(HttpMethod.Post, $"prompts/{prompt}/deployments", new { version = "0.0.2", strategy = "custom", steps = new object[] { new { percentage = 10, hold = "PT1H" }, new { percentage = 100 } } });
        await StepAsync($"prompts/{prompt}/deployments/{(string)deployment!["id"]!}", percentage: 10);
        var first = await SpansAsync(created, spans => spans.Any(span => span.Name == "advance rollout" && spans.Any(function => function.Name == "function AdvanceRollout" && function.SpanId == span.ParentId)), "the first step");
        var request = first.Single(span => span.Name == "function CreateDeployment");
        Assert.All(first.Where(span => span.Name == "function AdvanceRollout"), step => Assert.Equal(request.SpanId, step.ParentId));

        var (rolledBack, _, _) = await app.SendAsync(HttpMethod.Post, $"prompts/{prompt}/rollback", new { reason = Reason });
        var last = await SpansAsync(rolledBack, spans => spans.Any(span => span.Name == "advance rollout"), "what the engine did about the rollback");
        Assert.Contains(last, span => span.Source == Functions && span.SpanId == last.First(step => step.Name == "advance rollout").ParentId);
    }

    [Fact]
    public async Task Neither_a_body_a_variable_a_subject_nor_a_key_leaves_in_any_signal_or_stands_in_the_log()
    {
        var prompt = await app.PromptAsync();
        await app.SendAsync(HttpMethod.Get, $"prompts/{prompt}/resolve?subject={Subject}");
        await app.SendAsync(HttpMethod.Get, $"prompts/{prompt}/resolve?subject={Subject}&version=0.0.2");
        await app.SendAsync(HttpMethod.Post, $"prompts/{prompt}/render", new { subject = Subject, variables = new { name = Variable } });
        await app.SendAsync(HttpMethod.Post, $"prompts/{prompt}/render", new { subject = Subject, variables = new { other = Variable } });
        await app.SendAsync(HttpMethod.Put, $"prompts/{prompt}/tests/asked", new { target = "completion", variables = new { name = Variable }, assert = new[] { new { kind = "contains", value = Variable } } });
        var (tested, _, run) = await app.SendAsync(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.1/test");
        Assert.Contains(Variable, run!.ToJsonString(), StringComparison.Ordinal);
        await app.SendAsync(HttpMethod.Post, "metrics", new { points = new[] { new { prompt, version = "0.0.1", metric = "user_rating", value = 4.5, subject = Subject } } });
        await app.SendAsync(HttpMethod.Post, "metrics", new { points = new[] { new { prompt, version = "9.9.9", metric = "user_rating", value = 4.5, subject = Subject } } });
        await app.SendAsync(HttpMethod.Get, $"prompts/{prompt}/resolve?label={Subject}%00");
        var (fold, _, _) = await app.SendAsync(HttpMethod.Post, "../admin/functions/AggregateMetrics");

        await SpansAsync(tested, spans => spans.Any(span => span.Name == "chat small-1"), "the call to the model");
        await SpansAsync(fold, spans => spans.Any(span => span.Name == "function AggregateMetrics"), "the run of the fold");
        string[] wanted = ["prompts.resolve.duration", "prompts.resolve.cache.hits", "prompts.resolve.cache.misses", "prompts.rollout.transitions", "prompts.metrics.points", "prompts.metrics.fold.lag", "prompts.model.duration", "prompts.problems"];
        await app.Collector.WaitAsync(() => wanted.All(app.Collector.Metrics.Contains) ? wanted : null, "each metric");
        await app.Collector.WaitAsync(() => app.Collector.Raw("logs").Contains($"{prompt}: version.promoted", StringComparison.Ordinal) ? prompt : null, "the log of changes");

        string[] planted = [Content, Variable, Subject, FunctionKey, IdempotencyKey, ModelKey, ModelAnswer, Reason];
        var seen = new Dictionary<string, string> { ["output"] = string.Join('\n', app.Output) };
        foreach (var signal in (string[])["traces", "metrics", "logs"]) seen[signal] = app.Collector.Raw(signal);
        Assert.All(seen, signal => Assert.NotEmpty(signal.Value));
        // Rows' keys are hashes of such values.
        Assert.Contains("RowKey='REDACTED'", seen["traces"], StringComparison.Ordinal);
        Assert.DoesNotMatch("RowKey='(?!REDACTED)", seen["traces"]);
        Assert.Empty(from signal in seen from secret in planted where signal.Value.Contains(secret, StringComparison.Ordinal) select $"{secret} in {signal.Key}");
    }

    private async Task StepAsync(string deployment, int percentage)
    {
        for (var until = DateTime.UtcNow.AddSeconds(20); ; await Task.Delay(50))
        {
            var (_, _, answer) = await app.SendAsync(HttpMethod.Get, deployment);
            if ((int)answer!["percentage"]! == percentage) return;
            Assert.True(DateTime.UtcNow < until, $"The rollout did not come to {percentage} %: {answer}");
        }
    }

    /// <summary>The spans of a trace, once it is what a test waits for.</summary>
    private Task<IReadOnlyList<ExportedSpan>> SpansAsync(string trace, Func<IReadOnlyList<ExportedSpan>, bool> isComplete, string what) => app.Collector.WaitAsync(() =>
    {
        IReadOnlyList<ExportedSpan> spans = [.. app.Collector.Spans.Where(span => span.TraceId == trace)];
        return isComplete(spans) ? spans : null;
    }, what);
}

using System.Diagnostics;
using System.Text.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.UnitTests.Orchestrations;

public sealed class RolloutTurnTests : IDisposable
{
    private const string Cause = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == PromptInstruments.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    public RolloutTurnTests() => ActivitySource.AddActivityListener(listener);

    public void Dispose() => listener.Dispose();

    [Fact]
    public void What_starts_an_orchestration_is_its_first_turn()
    {
        var json = JsonSerializer.Serialize(new RolloutReference("p", "d1"));
        var turn = JsonSerializer.Deserialize<RolloutTurn>(json)!;

        Assert.Equal(new("p", "d1"), turn);
        Assert.Equal(json, JsonSerializer.Serialize(turn));
        Assert.Equal(Cause, JsonSerializer.Deserialize<RolloutTurn>(JsonSerializer.Serialize(turn with { Cause = Cause }))!.Cause);
    }

    [Fact]
    public void What_a_request_brought_about_belongs_to_its_trace_and_links_to_the_engines()
    {
        using var engine = new Activity("engine").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var span = new RolloutTurn("p", "d1") { Cause = Cause }.StartSpan();

        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (span!.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.Equal(engine.Context, Assert.Single(span.Links).Context);
        Assert.Equal("p", span.GetTagItem(TelemetryTags.Prompt));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no traceparent")]
    public void Else_it_belongs_to_the_trace_of_who_started_the_rollout(string? cause)
    {
        using var engine = new Activity("engine").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var span = new RolloutTurn("p", "d1") { Cause = cause }.StartSpan();

        Assert.Equal((engine.TraceId, engine.SpanId), (span!.TraceId, span.ParentSpanId));
    }
}

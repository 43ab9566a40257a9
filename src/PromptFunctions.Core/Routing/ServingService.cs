using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>Answers what to use now, from memory in the steady state.</summary>
public sealed class ServingService(ServingCaches caches, TimeProvider clock)
{
    /// <summary>The version to use now.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="subject">Whom a rollout or an experiment chooses for; null or empty for nobody, then it is left to chance.</param>
    /// <param name="label">Pins to a label; never falls back to another version.</param>
    /// <param name="version">Pins to a version: a number, <c>latest</c>, <c>production</c> or a label.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<Served> ResolveAsync(string prompt, string? subject, string? label, string? version, CancellationToken cancellationToken)
    {
        if (!ResolveMeasurement.IsOn) return FindAsync(prompt, subject, label, version, cancellationToken);
        var started = clock.GetTimestamp();
        return ResolveMeasurement.Of(FindAsync(prompt, subject, label, version, cancellationToken), started, clock);
    }

    /// <summary>The version to use now without its content, how old the route is, and whether storage could not be asked. Takes what <see cref="ResolveAsync"/> takes.</summary>
    public async ValueTask<(Selection Selection, TimeSpan Age, bool Stale)> SelectAsync(string prompt, string? subject, string? label, string? version, CancellationToken cancellationToken) =>
        await SelectAsync(prompt, await caches.Routes.GetAsync(prompt, cancellationToken), subject, label, version, cancellationToken);

    /// <summary>The route document; 404 where there is no such prompt.</summary>
    public async Task<Served> RouteAsync(string prompt, CancellationToken cancellationToken)
    {
        var route = await caches.Routes.GetAsync(prompt, cancellationToken);
        return new(Require(prompt, route.Value).DocumentAt(clock), route.Age, caches.CacheControl);
    }

    private ValueTask<Served> FindAsync(string prompt, string? subject, string? label, string? version, CancellationToken cancellationToken)
    {
        var route = caches.Routes.GetAsync(prompt, cancellationToken);
        // The steady state: the route and the answer are in memory, and nothing is awaited.
        if (!route.IsCompletedSuccessfully) return new(AwaitAsync(route, prompt, subject, label, version, cancellationToken));
        var cached = route.Result;
        if (label is null && version is null && cached.Value?.Choose(subject, clock) is { } chosen) return AnswerAsync(chosen, cached.Age, cached.Stale, cancellationToken);
        return new(AwaitAsync(new(cached), prompt, subject, label, version, cancellationToken));
    }

    private async Task<Served> AwaitAsync(
        ValueTask<Cached<ServedRoute>> route, string prompt, string? subject, string? label, string? version, CancellationToken cancellationToken) =>
        await AnswerAsync(await SelectAsync(prompt, await route, subject, label, version, cancellationToken), cancellationToken);

    private async ValueTask<(Selection Selection, TimeSpan Age, bool Stale)> SelectAsync(
        string prompt, Cached<ServedRoute> cached, string? subject, string? label, string? version, CancellationToken cancellationToken)
    {
        var route = Require(prompt, cached.Value);
        var stale = cached.Stale;
        Selection selection;
        if (version is not null) (selection, stale) = await PinAsync(route, stale, version, cancellationToken);
        else if (label is not null) selection = Labelled(route, label, "label");
        else selection = RequireLive(route, route.Choose(subject, clock));
        return (selection, cached.Age, stale);
    }

    private ValueTask<Served> AnswerAsync((Selection Selection, TimeSpan Age, bool Stale) selected, CancellationToken cancellationToken) =>
        AnswerAsync(selected.Selection, selected.Age, selected.Stale, cancellationToken);

    private ValueTask<Served> AnswerAsync(Selection selection, TimeSpan age, bool stale, CancellationToken cancellationToken) =>
        caches.TryGetAnswers(selection, out var answers)
            ? new(new Served(answers!.For(stale), age, caches.CacheControl, selection.Reason, stale))
            : new(PrepareAsync(selection, age, stale, cancellationToken));

    private async Task<(Selection Selection, bool Stale)> PinAsync(ServedRoute route, bool stale, string selector, CancellationToken cancellationToken)
    {
        if (selector == VersionSelector.Production) return (route.Pinned(RequireLive(route, route.Live).Version), stale);
        if (VersionNumber.TryParse(selector, out var exact)) selector = exact.ToString();
        else if (selector != VersionSelector.Latest) return (route.Pinned(Labelled(route, selector, "version").Version), stale);
        var pin = await caches.Pins.GetAsync((route.Record.Prompt, selector), cancellationToken);
        var version = pin.Value ?? throw VersionReader.Unknown(route.Record.Prompt, selector);
        return (route.Pinned(version), stale || pin.Stale);
    }

    private async Task<Served> PrepareAsync(Selection selection, TimeSpan age, bool stale, CancellationToken cancellationToken)
    {
        var body = await caches.BodyAsync(selection.Version.ContentHash, cancellationToken);
        var content = PromptContent.OfBytes(selection.Route.Format, body.Span);
        var answers = new PreparedAnswers(PreparedAnswer.Of(new ResolveView(selection, content, stale: false)), PreparedAnswer.Of(new ResolveView(selection, content, stale: true)));
        return new(caches.Keep(selection, answers).For(stale), age, caches.CacheControl, selection.Reason, stale);
    }

    private static ServedRoute Require(string prompt, ServedRoute? route) =>
        route ?? throw new ProblemException(ProblemCodes.UnknownPrompt, $"There is no prompt '{prompt}'.");

    private static Selection RequireLive(ServedRoute route, Selection? selection) =>
        selection ?? throw new ProblemException(ProblemCodes.NoLiveVersion, $"'{route.Record.Prompt}' has no live version.");

    private static Selection Labelled(ServedRoute route, string label, string parameter)
    {
        if (!Names.IsName(label)) throw ProblemException.Invalid(parameter, $"must be {Names.Form}.");
        return route.Labels.GetValueOrDefault(label) ?? throw new ProblemException(ProblemCodes.UnknownLabel, $"'{route.Record.Prompt}' has no label '{label}'.");
    }
}

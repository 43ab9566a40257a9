using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>Answers what to use now, from memory in the steady state.</summary>
public sealed class ServingService(ServingCaches caches)
{
    /// <summary>The version to use now.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="label">Pins to a label; never falls back to another version.</param>
    /// <param name="version">Pins to a version: a number, <c>latest</c>, <c>production</c> or a label.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<Served> ResolveAsync(string prompt, string? label, string? version, CancellationToken cancellationToken)
    {
        var route = caches.Routes.GetAsync(prompt, cancellationToken);
        // The steady state: the route and the answer are in memory, and nothing is awaited.
        if (!route.IsCompletedSuccessfully) return new(AwaitAsync(route, prompt, label, version, cancellationToken));
        var cached = route.Result;
        if (label is null && version is null && cached.Value?.Live is { } live && caches.TryGetAnswers(live, out var answers))
            return new(new Served(answers!.For(cached.Stale), cached.Age, caches.CacheControl));
        return new(AnswerAsync(prompt, cached, label, version, cancellationToken));
    }

    private async Task<Served> AwaitAsync(ValueTask<Cached<ServedRoute>> route, string prompt, string? label, string? version, CancellationToken cancellationToken) =>
        await AnswerAsync(prompt, await route, label, version, cancellationToken);

    /// <summary>The route document; 404 where there is no such prompt.</summary>
    public async Task<Served> RouteAsync(string prompt, CancellationToken cancellationToken)
    {
        var route = await caches.Routes.GetAsync(prompt, cancellationToken);
        return new(Require(prompt, route.Value).Document.Value, route.Age, caches.CacheControl);
    }

    private async Task<Served> AnswerAsync(string prompt, Cached<ServedRoute> cached, string? label, string? version, CancellationToken cancellationToken)
    {
        var route = Require(prompt, cached.Value);
        var stale = cached.Stale;
        Selection selection;
        if (version is not null) (selection, stale) = await PinAsync(route, stale, version, cancellationToken);
        else if (label is not null) selection = Labelled(route, label, "label");
        else selection = Live(route);
        if (!caches.TryGetAnswers(selection, out var answers)) answers = caches.Keep(selection, await PrepareAsync(selection, cancellationToken));
        return new(answers!.For(stale), cached.Age, caches.CacheControl);
    }

    private async Task<(Selection Selection, bool Stale)> PinAsync(ServedRoute route, bool stale, string selector, CancellationToken cancellationToken)
    {
        if (selector == VersionSelector.Production) return (route.Pinned(Live(route).Version), stale);
        if (VersionNumber.TryParse(selector, out var exact)) selector = exact.ToString();
        else if (selector != VersionSelector.Latest) return (route.Pinned(Labelled(route, selector, "version").Version), stale);
        var pin = await caches.Pins.GetAsync((route.Record.Prompt, selector), cancellationToken);
        var version = pin.Value ?? throw VersionReader.Unknown(route.Record.Prompt, selector);
        return (route.Pinned(version), stale || pin.Stale);
    }

    private async Task<PreparedAnswers> PrepareAsync(Selection selection, CancellationToken cancellationToken)
    {
        var body = await caches.BodyAsync(selection.Version.ContentHash, cancellationToken);
        var content = PromptContent.OfBytes(selection.Route.Format, body.Span);
        return new(PreparedAnswer.Of(new ResolveView(selection, content, stale: false)), PreparedAnswer.Of(new ResolveView(selection, content, stale: true)));
    }

    private static ServedRoute Require(string prompt, ServedRoute? route) =>
        route ?? throw new ProblemException(ProblemCodes.UnknownPrompt, $"There is no prompt '{prompt}'.");

    private static Selection Live(ServedRoute route) =>
        route.Live ?? throw new ProblemException(ProblemCodes.NoLiveVersion, $"'{route.Record.Prompt}' has no live version.");

    private static Selection Labelled(ServedRoute route, string label, string parameter)
    {
        if (!Names.IsName(label)) throw ProblemException.Invalid(parameter, $"must be {Names.Form}.");
        return route.Labels.GetValueOrDefault(label) ?? throw new ProblemException(ProblemCodes.UnknownLabel, $"'{route.Record.Prompt}' has no label '{label}'.");
    }
}

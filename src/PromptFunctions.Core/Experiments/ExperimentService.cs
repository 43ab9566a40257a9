using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>Starts experiments and shows them.</summary>
public sealed class ExperimentService(
    IPromptStore prompts, IExperimentStore store, IActiveExperiments active, VersionReader reader, SubjectFolder subjects,
    ExperimentEnding ending, PromptChanges changes, TimeProvider clock)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "experiments";

    // Who reads figures waits for what was recorded to be counted, within reason.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Starts an experiment. Its arms share the traffic when this returns.</summary>
    public async Task<ExperimentView> CreateAsync(string prompt, CreateExperimentRequest request, ChangeContext context, CancellationToken cancellationToken)
    {
        var arms = request.Validate();
        var experiment = new ExperimentReference(prompt, Ulid.New(clock.GetUtcNow()));
        await EndLastAsync(prompt, cancellationToken);
        var listed = false;
        return await changes.ApplyAsync(prompt, context, async (head, cancellation) =>
        {
            var before = PromptHead.Require(head, prompt).Prompt;
            context.Preconditions.Require(() => PromptView.TagOf(head!));
            var metrics = Metrics(before, request.Metrics);
            var versions = await Task.WhenAll(arms.Select(arm => reader.ReadAsync(head!, arm.Version, cancellation)));
            head!.RequireNoneInFlight(clock.GetUtcNow());
            foreach (var version in versions) RequireServable(version);

            if (!listed) await active.AddAsync(experiment, cancellation);
            listed = true;
            var record = Plan(experiment, request, arms, versions, metrics, context.Actor);
            return new Planned<ExperimentView>(ExperimentTransition.Begin(head, record, versions), ExperimentView.Of(record, new(arms.Count), isComplete: true));
        }, cancellationToken);
    }

    /// <summary>An experiment with its results as of now; 404 where there is none.</summary>
    public async Task<ExperimentView> GetAsync(string prompt, string id, CancellationToken cancellationToken) =>
        await ViewAsync(await RequireAsync(prompt, id, cancellationToken), cancellationToken);

    /// <summary>A page of a prompt's experiments, newest first; 404 where there is no such prompt.</summary>
    public async Task<Page<ExperimentView>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        page.Require(Ulid.IsUlid);
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        var records = await page.FillAsync(store.ListAsync(prompt, page.After, page.AtOnce, cancellationToken), Listing, record => record.Id, record => record, cancellationToken);
        var views = new List<ExperimentView>();
        // What came late, the timer notes from time to time.
        foreach (var record in records.Items)
            views.Add(record.Results is { } final ? new(record, final, record.LateObservations) : await ViewAsync(record, cancellationToken));
        return new(views, records.ContinuationToken);
    }

    /// <summary>The arm that a subject belongs to, the same for ever; 404 where there is no such experiment.</summary>
    public async Task<AssignmentView> AssignAsync(string prompt, string id, string subject, CancellationToken cancellationToken)
    {
        if (subject.Length > Limits.SubjectCharacters) throw ProblemException.Invalid("subject", $"must have at most {Limits.SubjectCharacters} characters.");
        var experiment = await RequireAsync(prompt, id, cancellationToken);
        var arm = experiment.Arms[experiment.Traffic.ArmAt(Bucket.Of(experiment.Traffic.Salt, subject))];
        return new(arm.Name, arm.Served.Version, Assignment.OfExperiment(experiment.Id, arm.Name), !experiment.IsEnded && clock.GetUtcNow() < experiment.Traffic.EndsAt);
    }

    /// <summary>An experiment; 404 where there is none.</summary>
    public async Task<ExperimentRecord> RequireAsync(string prompt, string id, CancellationToken cancellationToken)
    {
        if (Ulid.IsUlid(id) && await store.ReadAsync(prompt, id, cancellationToken) is { } found) return found;
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        throw new ProblemException(ProblemCodes.UnknownExperiment, $"There is no experiment '{id}' of '{prompt}'.");
    }

    /// <summary>An experiment as the API shows it: with its final figures, else with those of now.</summary>
    public async Task<ExperimentView> ViewAsync(ExperimentRecord experiment, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Once no more results can come, all is in the row.
        if (experiment.Results is { } final && !experiment.AcceptsResults(now)) return new(experiment, final, experiment.LateObservations);
        var (tally, isComplete) = await subjects.ReadAsync(experiment, now + Patience, cancellationToken);
        return ExperimentView.Of(experiment, tally, isComplete);
    }

    // Its time may be up without the timer having come by.
    private async Task EndLastAsync(string prompt, CancellationToken cancellationToken)
    {
        if ((await prompts.ReadHeadAsync(prompt, cancellationToken))?.Route.Experiment is { } last) await ending.EndAsync(new(prompt, last.Id), cancellationToken);
    }

    private static List<SuccessMetric> Metrics(PromptRecord prompt, IReadOnlyList<string> names)
    {
        var checks = new RequestChecks();
        var metrics = names.Select(name => (Name: name, Definition: MetricDefinition.Of(name, prompt.Metrics))).ToList();
        for (var i = 0; i < metrics.Count; i++)
        {
            checks.Require(metrics[i].Definition.Goal != MetricGoal.None,
                $"successMetrics[{i}]", $"needs a metric with a goal: say with the prompt's metrics whether more or less of '{metrics[i].Name}' is better.");
        }
        checks.ThrowIfAny();
        return [.. metrics.Select(metric => new SuccessMetric(metric.Name, metric.Definition.Goal!.Value, metric.Definition.Kind))];
    }

    private static void RequireServable(VersionRecord version)
    {
        if (version.Status is VersionStatus.Draft or VersionStatus.Archived)
            throw new ProblemException(ProblemCodes.NotDeployable, $"{version.Id} is {Json.WireName.Of(version.Status)}: an arm must be in testing, production or deprecated.");
    }

    private ExperimentRecord Plan(
        ExperimentReference reference, CreateExperimentRequest request, IReadOnlyList<(string Name, VersionNumber Version, double Weight)> arms,
        VersionRecord[] versions, IReadOnlyList<SuccessMetric> metrics, string by)
    {
        var now = clock.GetUtcNow();
        var ends = ExperimentSplit.Of([.. arms.Select(arm => arm.Weight)]);
        var traffic = arms.Select((arm, i) => new RouteArm(arm.Name, new(versions[i].Version, versions[i].ContentHash), arm.Weight, i == 0 ? 0 : ends[i - 1], ends[i]));
        return new()
        {
            Id = reference.Id,
            Prompt = reference.Prompt,
            Name = request.Name!,
            By = by,
            Traffic = new(reference.Id, reference.Id, [.. traffic], now.AddDays(request.DurationDays)),
            SuccessMetrics = metrics,
            Method = request.Method,
            Alpha = request.Alpha,
            Tuning = request.Tuning,
            MinSubjectsPerArm = request.MinSubjectsPerArm,
            AutoPromote = request.AutoPromote,
            Promote = request.Promote ?? DeploymentStrategy.Immediate,
            StartedAt = now,
        };
    }
}

using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.Core.Experiments.Planning;

/// <summary>Tells how long an experiment has to be before it is begun.</summary>
public sealed class ExperimentPlanner(IPromptStore prompts)
{
    /// <summary>How many subjects are needed to find an effect; 404 where there is no such prompt.</summary>
    public async Task<ExperimentPlan> PlanAsync(string prompt, ExperimentPlanRequest request, CancellationToken cancellationToken)
    {
        PromptHead.Require(await prompts.ReadHeadAsync(prompt, cancellationToken), prompt);
        Validate(request);
        var sequence = new ConfidenceSequence(request.Alpha, request.Tuning);
        var (once, always) = request.Kind == MetricKind.Mean
            ? (SampleSize.OfMeans(Difference(request), request.Std!.Value, request.Alpha, request.Power), SampleSize.OfMeans(Difference(request), request.Std!.Value, request.Alpha, request.Power, sequence))
            : (SampleSize.OfRates(request.Rate!.Value, Other(request), request.Alpha, request.Power), SampleSize.OfRates(request.Rate!.Value, Other(request), request.Alpha, request.Power, sequence));
        return once is { } single && always is { } any
            ? new(new(single, any))
            : throw ProblemException.Invalid("effect", "is so small that, with this alpha and power, no number of subjects would find it.");
    }

    private static void Validate(ExperimentPlanRequest request)
    {
        var checks = new RequestChecks();
        checks.Require(request.Alpha is > 0 and < 1, "alpha", "must be between 0 and 1.");
        checks.Require(request.Power is > 0 and < 1, "power", "must be between 0 and 1.");
        checks.Require(request.Tuning is >= 10 and <= 1e9, "tuning", "must be 10 to 1,000,000,000.");
        checks.Require(request.Effect != 0, "effect", "must not be 0.");
        if (request.Kind == MetricKind.Mean)
        {
            checks.Require(request.Mean is not (null or 0), "mean", "is required, and not 0: the effect is relative to it.");
            checks.Require(request.Std > 0, "std", "is required, above 0.");
            checks.Require(request.Rate is null, "rate", "goes with the kind proportion.");
            checks.Require(request is not { Mean: { } mean } || double.IsFinite(mean * request.Effect), "effect", "is too large.");
        }
        else
        {
            checks.Require(request.Rate is > 0 and < 1, "rate", "is required, between 0 and 1.");
            checks.Require(request.Mean is null, "mean", "goes with the kind mean.");
            checks.Require(request.Std is null, "std", "goes with the kind mean.");
            checks.Require(request.Rate is null || Other(request) is > 0 and < 1, "effect", "leads to a rate outside of 0 to 1.");
        }
        checks.ThrowIfAny();
    }

    private static double Difference(ExperimentPlanRequest request) => Math.Abs(request.Mean!.Value * request.Effect);

    private static double Other(ExperimentPlanRequest request) => request.Rate!.Value * (1 + request.Effect);
}

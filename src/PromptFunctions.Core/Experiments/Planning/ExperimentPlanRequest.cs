using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Experiments.Planning;

/// <summary>What somebody hopes to find.</summary>
/// <param name="Kind">What the metric's values are.</param>
/// <param name="Mean">The mean so far, with the kind mean; not 0.</param>
/// <param name="Std">The standard deviation of one subject, above 0.</param>
/// <param name="Rate">The rate so far, with the kind proportion; between 0 and 1.</param>
/// <param name="Effect">The smallest difference worth finding, in terms of the mean or the rate; not 0.</param>
/// <param name="Alpha">How probable it may be that a difference is found where none is; between 0 and 1.</param>
/// <param name="Power">How probable it should be that the difference is found; between 0 and 1.</param>
/// <param name="Tuning">The experiment's tuning.</param>
public sealed record ExperimentPlanRequest(MetricKind Kind, double? Mean, double? Std, double? Rate, double Effect, double Alpha, double Power, double Tuning);

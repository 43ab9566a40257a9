using Azure.Data.Tables;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Prompts;

/// <summary>An experiment as a row.</summary>
internal static class ExperimentRow
{
    public static TableEntity Write(ExperimentRecord experiment)
    {
        var row = new TableEntity(experiment.Prompt, RowKeys.Experiment(experiment.Id)) { ["Status"] = WireName.Of(experiment.Status) };
        WideText.Set(row, "Document", StoreJson.Write(experiment with { StoreTag = null }));
        return row;
    }

    public static ExperimentRecord Read(TableEntity row) =>
        StoreJson.Read<ExperimentRecord>(WideText.Require(row, "Document")) with { StoreTag = row.ETag.ToString() };
}

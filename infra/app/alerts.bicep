param namePrefix string
param actionGroupName string
param location string
param tags object
param applicationInsightsId string
param email string
param foldLagSeconds int
param serverErrorCount int

// "value" is what is compared with "above"; "times" is how many looks in a row, five minutes apart, have to agree.
var alerts = [
  {
    name: 'rollout-failed'
    severity: 1
    description: 'A rollout failed: a gate refused its version, and the one before is served to all again.'
    query: '''
      customMetrics
      | where name == "prompts.rollout.transitions" and tostring(customDimensions["transition"]) == "failed"
      | summarize value = sum(valueSum)'''
    window: 'PT5M'
    above: 0
    times: 1
  }
  {
    name: 'guardrail-breached'
    severity: 2
    description: 'A guardrail of a rollout was breached: it was paused or rolled back.'
    query: '''
      customMetrics
      | where name == "prompts.guardrail.breaches"
      | summarize value = sum(valueSum)'''
    window: 'PT5M'
    above: 0
    times: 1
  }
  {
    name: 'fold-lag'
    severity: 2
    description: 'Recorded points wait to be folded for longer than they should: figures stay right, but reading them gets slower.'
    query: '''
      customMetrics
      | where name == "prompts.metrics.fold.lag"
      | summarize value = max(valueMax)'''
    window: 'PT15M'
    above: foldLagSeconds
    times: 1
  }
  {
    // Who stands still says nothing of how late it is.
    name: 'fold-silent'
    severity: 2
    description: 'The timer that folds points has not run for half an hour.'
    query: '''
      requests
      | where operation_Name == "AggregateMetrics"
      | summarize value = iff(count() == 0, 1, 0)'''
    window: 'PT15M'
    above: 0
    times: 4
  }
  {
    name: 'server-errors'
    severity: 1
    description: 'Requests are answered with 5xx.'
    query: '''
      requests
      | where toint(resultCode) >= 500
      | summarize value = sum(itemCount)'''
    window: 'PT5M'
    above: serverErrorCount
    times: 1
  }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'prompts'
    emailReceivers: [
      {
        name: 'on-call'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: '${namePrefix}${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [applicationInsightsId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.above
            failingPeriods: {
              numberOfEvaluationPeriods: alert.times
              minFailingPeriodsToAlert: alert.times
            }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [actionGroup.id] }
    }
  }
]

// What a front end with Relay has: a query with a connection that is paged, a fragment that is fetched again by node(id:), a subscription.
const { graphql } = require('relay-runtime');

graphql`
  query PageQuery($session: ID!) {
    session(id: $session) {
      id
      ...Page_session
    }
  }
`;

graphql`
  fragment Page_session on Session @refetchable(queryName: "PageRefetchQuery") @argumentDefinitions(first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    deliverablesDue(first: $first, after: $after, where: { kind: { in: [REPORT, SUMMARY] } }, order: [{ title: ASC }]) @connection(key: "Page_session_deliverablesDue") {
      edges {
        cursor
        node {
          id
          title
          status
          mandatedBy {
            ...Page_document
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

graphql`
  fragment Page_document on Document {
    symbol
    title
    ... on Resolution {
      adoptedOn
    }
  }
`;

graphql`
  subscription PageSubscription($where: DeliverableFilterInput) {
    deliverableChanged(where: $where) {
      id
      review
      version
    }
  }
`;
